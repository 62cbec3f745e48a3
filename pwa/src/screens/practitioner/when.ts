import { DAY, usableTimeZone } from "../../domain/dates";

/** Whole days from one instant to another; never negative. */
export function daysBetween(from: string, until: number): number {
  return Math.max(0, Math.floor((until - Date.parse(from)) / DAY));
}

/** The wall clock of a time zone as the value of a `datetime-local` input: `2026-11-20T14:30`. */
export function wallClock(instant: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: usableTimeZone(timeZone), dateStyle: "short", timeStyle: "short" }).format(new Date(instant));
  return parts.replace(" ", "T");
}
