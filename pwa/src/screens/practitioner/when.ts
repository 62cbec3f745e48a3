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

/** The instant at which a wall clock shows a time, the earlier one if it does so twice; null for an incomplete time. */
export function instantOf(local: string, timeZone: string): string | null {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return null;
  const shift = (instant: number): number => Date.parse(`${wallClock(instant, timeZone)}Z`) - instant;
  return new Date(asUtc - shift(asUtc - shift(asUtc))).toISOString();
}
