/** Moments, durations and time zones in the reader's language and region. Every date on a screen is formatted here. */

import { usableTimeZone } from "../domain/dates";
import { locale } from "./index";

/** An ISO instant, or epoch milliseconds. */
export type Instant = string | number;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Format an instant on the wall clock of `timeZone` (IANA); on this device's if it is left out or unknown here. */
function formatInstant(at: Instant, options: Intl.DateTimeFormatOptions, timeZone?: string): string {
  const placed = timeZone === undefined ? options : { ...options, timeZone: usableTimeZone(timeZone) };
  const key = locale.value + JSON.stringify(placed);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale.value, placed);
  formats.set(key, format);
  return format.format(new Date(at));
}

/** "14:30" */
export function timeOfDay(at: Instant, timeZone?: string): string {
  return formatInstant(at, { timeStyle: "short" }, timeZone);
}

/** "Wednesday" */
export function weekday(at: Instant, timeZone?: string): string {
  return formatInstant(at, { weekday: "long" }, timeZone);
}

/** "Wed" */
export function shortWeekday(at: Instant, timeZone?: string): string {
  return formatInstant(at, { weekday: "short" }, timeZone);
}

/** "3 Dec" */
export function shortDay(at: Instant, timeZone?: string): string {
  return formatInstant(at, { day: "numeric", month: "short" }, timeZone);
}

/** "3 December" */
export function dayAndMonth(at: Instant, timeZone?: string): string {
  return formatInstant(at, { day: "numeric", month: "long" }, timeZone);
}

/** "Fri 20 Nov"; a dash for none. */
export function shortDate(at: Instant | null, timeZone?: string): string {
  return at === null ? "–" : formatInstant(at, { weekday: "short", day: "numeric", month: "short" }, timeZone);
}

/** "Fri 20 Nov, 14:30" */
export function dateAndTime(at: Instant, timeZone?: string): string {
  return formatInstant(at, { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" }, timeZone);
}

/** "November 2026" */
export function monthAndYear(at: Instant, timeZone?: string): string {
  return formatInstant(at, { month: "long", year: "numeric" }, timeZone);
}

/** "9 – 15 Nov": two dates, with what they share written once. */
export function dateRange(from: Instant, to: Instant, timeZone?: string): string {
  const options = { day: "numeric", month: "short", ...(timeZone !== undefined && { timeZone: usableTimeZone(timeZone) }) } as const;
  return new Intl.DateTimeFormat(locale.value, options).formatRange(new Date(from), new Date(to));
}

interface WeekInfo {
  readonly firstDay: number;
}

/** The first day of the week in the reader's region: 1 for Monday to 7 for Sunday. Monday if the browser cannot tell. */
export function firstDayOfWeek(): number {
  const place: Intl.Locale & { readonly getWeekInfo?: () => WeekInfo; readonly weekInfo?: WeekInfo } = new Intl.Locale(locale.value);
  return (place.getWeekInfo?.() ?? place.weekInfo)?.firstDay ?? 1;
}

/** "20 Nov 2026" */
export function mediumDate(at: Instant): string {
  return formatInstant(at, { dateStyle: "medium" });
}

/** "20 November 2026" */
export function longDate(at: Instant): string {
  return formatInstant(at, { dateStyle: "long" });
}

/** "Friday, 20 November 2026 at 14:30" */
export function fullDateAndTime(at: Instant, timeZone?: string): string {
  return formatInstant(at, { dateStyle: "full", timeStyle: "short" }, timeZone);
}

/** A unit of time, by Intl's name. */
export type TimeUnit = "minute" | "hour" | "day" | "week" | "month";

/** "3 days", or "4–6 weeks" with `most`. */
export function lengthOfTime(least: number, unit: TimeUnit, most?: number): string {
  const format = new Intl.NumberFormat(locale.value, { style: "unit", unit, unitDisplay: "long" });
  return most === undefined ? format.format(least) : format.formatRange(least, most);
}

const MINUTE_MS = 60_000;

/** A rounded duration in the largest unit that fits: "5 minutes", "1 hour", "2 days". */
export function duration(milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / MINUTE_MS);
  if (minutes < 60) return lengthOfTime(minutes, "minute");
  const hours = Math.round(minutes / 60);
  return hours < 48 ? lengthOfTime(hours, "hour") : lengthOfTime(Math.round(hours / 24), "day");
}

/** A number in the format of the reader's region, without thousands separators, for an input that people type into: "0,5". */
export function decimal(value: number): string {
  return value.toLocaleString(locale.value, { useGrouping: false });
}
