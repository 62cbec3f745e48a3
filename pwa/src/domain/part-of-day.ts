/** The part of the day in which a check-in is made. */

import { wallClock } from "./local-time";

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
