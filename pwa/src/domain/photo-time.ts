/** Whether the time at which a photo was taken can be true. */

import { DAY } from "./dates";
import { MINUTE } from "./local-time";

export type TimeDoubt = "future" | "long-ago";

/** A photo from before the treatment shows the skin to compare with; one that is older is rather a wrong clock. */
const DAYS_BEFORE = 365;
/** Clocks of phones and cameras differ. */
const TOLERANCE = 10 * MINUTE;

/** The earliest time at which a photo of this treatment is plausible. */
export function earliestPhoto(treatedAt: string): number {
  return Date.parse(treatedAt) - DAYS_BEFORE * DAY;
}

/** What is wrong with the time (epoch milliseconds); null if nothing is. */
export function timeDoubt(at: number, treatedAt: string, now: number): TimeDoubt | null {
  if (at > now + TOLERANCE) return "future";
  return at < earliestPhoto(treatedAt) ? "long-ago" : null;
}
