/** When sharing ends: after some days, a day after the next session, or on a day that the person names. */

import { DAY, localDate } from "./dates";

/** A number of days, `next-treatment`, or `date` for a day that is named. */
export type EndChoice = "7" | "14" | "30" | "90" | "next-treatment" | "date";

export interface End {
  readonly choice: EndChoice;
  /** The last day, as YYYY-MM-DD; empty until it is named. */
  readonly date: string;
}

export interface EndLimits {
  readonly now: number;
  /** The longest time that is permitted, in days. */
  readonly days: number;
  readonly timeZone: string;
}

/** The first and the last day that can be named. Sharing lasts through the named day. */
export function dayLimits({ now, days, timeZone }: EndLimits): { readonly first: string; readonly last: string } {
  return { first: localDate(now, timeZone), last: localDate(now + (days - 1) * DAY, timeZone) };
}

/** The end in epoch milliseconds; undefined while no valid day is named. `next` is the next session, if one is planned. */
export function endOf({ choice, date }: End, limits: EndLimits, next: number | null): number | undefined {
  if (choice === "next-treatment") return (next ?? limits.now) + DAY;
  if (choice !== "date") return limits.now + Number(choice) * DAY;
  const { first, last } = dayLimits(limits);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || date < first || date > last) return undefined;
  return endOfDay(date);
}

/** The last second of a day on this device's calendar. */
function endOfDay(date: string): number {
  return new Date(`${date}T23:59:59`).getTime();
}

/** The next session as epoch milliseconds, if it is ahead and sharing may last until a day after it. */
export function nextSession(nextTreatmentAt: string | null, { now, days }: EndLimits): number | null {
  if (nextTreatmentAt === null) return null;
  const at = Date.parse(nextTreatmentAt);
  return at > now && at + DAY <= now + days * DAY ? at : null;
}
