/** The part of the day in which a check-in is made. */

import { HOUR, localDate } from "./dates";
import { firstInstant, wallClock } from "./local-time";

export type PartOfDay = "morning" | "afternoon" | "evening" | "night";

/** Beginnings on the wall clock, the latest first, as the sheets count them (server/domain/when/). */
const BEGINNINGS: readonly (readonly [number, PartOfDay])[] = [
  [22, "night"],
  [18, "evening"],
  [12, "afternoon"],
  [6, "morning"],
];

/** The part of the day at a moment, on the wall clock of the time zone. The night ends at 06:00. */
export function partOfDay(at: number, timeZone: string): PartOfDay {
  const hour = new Date(wallClock(at, timeZone)).getUTCHours();
  return BEGINNINGS.find(([from]) => hour >= from)?.[1] ?? "night";
}

/** The hour of a check-in that is added to an earlier day, until the person gives another one. */
const EVENING = 20;

/** A day of a treatment: its local date in the time zone, and when the treatment began. */
interface EarlierDate {
  readonly date: string;
  readonly treatedAt: number;
  readonly timeZone: string;
}

/**
 * The evening of a day that is over, but never before the treatment; null for today, for a day before the treatment or in the
 * future, and for what is no date.
 */
export function eveningOf({ date, treatedAt, timeZone }: EarlierDate, now: number): number | null {
  const midnight = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : NaN;
  if (Number.isNaN(midnight) || date >= localDate(now, timeZone)) return null;
  const at = Math.max(treatedAt, firstInstant(midnight + EVENING * HOUR, timeZone));
  return localDate(at, timeZone) === date ? at : null;
}
