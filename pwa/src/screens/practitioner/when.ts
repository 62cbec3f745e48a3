import { daysBetween as datesBetween, localDate, usableTimeZone } from "../../domain/dates";
import { phoneTimeZone } from "../../state/clock";

/** Calendar days from one instant to another where the reader is, as people count "3 days ago"; never negative. */
export function daysBetween(from: string, until: number): number {
  const zone = phoneTimeZone();
  return Math.max(0, datesBetween(localDate(Date.parse(from), zone), localDate(until, zone)));
}

/** The wall clock of a time zone as the value of a `datetime-local` input: `2026-11-20T14:30`. */
export function wallClock(instant: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: usableTimeZone(timeZone), dateStyle: "short", timeStyle: "short" }).format(new Date(instant));
  return parts.replace(" ", "T");
}
