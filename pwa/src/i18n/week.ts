/** Days of the week and times of day without a date. */

import { locale } from "./index";

/** A Monday, in UTC. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** "Monday" for 1, or "Mon" if it is `short`. */
export function weekdayName(weekday: number, style: "long" | "short" = "long"): string {
  return new Intl.DateTimeFormat(locale.value, { weekday: style, timeZone: "UTC" }).format(MONDAY + (weekday - 1) * DAY);
}

/** "09:30" or "9:30 AM" for 09:30, in the way of the reader's region. */
export function clockTime(time: string): string {
  return new Intl.DateTimeFormat(locale.value, { timeStyle: "short", timeZone: "UTC" }).format(new Date(`2024-01-01T${time}Z`));
}
