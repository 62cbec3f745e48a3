import { locale } from "../../i18n";

const DAY_MS = 86_400_000;

/** "Fri 20 Nov" in the person's language. */
export function shortDate(instant: string | null, timeZone?: string): string {
  if (instant === null) return "–";
  return format(instant, { weekday: "short", day: "numeric", month: "short" }, timeZone);
}

/** "Fri 20 Nov, 14:30" in the person's language. */
export function dateAndTime(instant: string, timeZone?: string): string {
  return format(instant, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }, timeZone);
}

function format(instant: string, options: Intl.DateTimeFormatOptions, timeZone?: string): string {
  const placed = timeZone === undefined ? options : { ...options, timeZone };
  return new Intl.DateTimeFormat(locale.value, placed).format(new Date(instant));
}

/** Whole days from one instant to another, at least 0. */
export function daysBetween(from: string, until: number): number {
  return Math.max(0, Math.floor((until - Date.parse(from)) / DAY_MS));
}

/** The wall-clock time in a time zone as the value of a datetime-local input: `2026-11-20T14:30`. */
export function wallClock(instant: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone, dateStyle: "short", timeStyle: "short",
  }).format(new Date(instant));
  return parts.replace(" ", "T");
}
