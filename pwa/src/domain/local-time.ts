/** Conversion from wall-clock time to instants. Mirrors server/domain/local_time.py. Days are epoch milliseconds of their midnight in UTC. */

import { DAY, localDate, usableTimeZone } from "./dates";

export const MINUTE = 60_000;

const SECOND = 1_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** The local day of an instant. */
export function localDay(at: number, timeZone: string): number {
  return Date.parse(localDate(at, timeZone));
}

/** The first instant of a local day: midnight, or the jump where the clocks skip midnight. */
export function startOfDay(day: number, timeZone: string): number {
  return firstInstant(day, timeZone);
}

/**
 * The first instant at which the wall clock shows `local` or later (as if it were UTC); it always exists. In a gap this is
 * the moment of the jump. Where the clocks show `local` twice, it is the first time.
 */
export function firstInstant(local: number, timeZone: string): number {
  const candidates = [local - DAY, local + DAY].map((near) => local - (wallClock(near, timeZone) - near));
  const exact = candidates.filter((at) => wallClock(at, timeZone) === local);
  return exact.length ? Math.min(...exact) : endOfGap(local, timeZone, candidates);
}

function endOfGap(local: number, timeZone: string, candidates: readonly number[]): number {
  let [before, after] = [Math.min(...candidates), Math.max(...candidates)];
  while (after - before > SECOND) {
    const middle = Math.floor((before + after) / 2 / SECOND) * SECOND;
    if (wallClock(middle, timeZone) >= local) after = middle;
    else before = middle;
  }
  return after;
}

/** What the clocks of a time zone show at an instant, as if it were UTC, in whole seconds. */
export function wallClock(at: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(at);
  const [year = 0, month = 0, ...rest] = parts.filter(({ type }) => type !== "literal").map(({ value }) => Number(value));
  return Date.UTC(year, month - 1, ...(rest as [number, number, number, number]));
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const digits = { month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
  const clock = new Intl.DateTimeFormat("en-CA", { timeZone: usableTimeZone(timeZone), year: "numeric", ...digits, hourCycle: "h23" });
  clocks.set(timeZone, clock);
  return clock;
}
