/** What the sheet expects of the skin now, one line per symptom. */

import { bands, endOfCourse, type Band } from "./course";
import { hoursSince } from "./dates";
import type { Timeline, TimelineRule } from "./timeline";
import type { TodayItem } from "./today";

/** One symptom that is expected now. The hours count from the treatment. */
export interface Expected {
  readonly symptom: string;
  readonly from: number;
  /** Null if the sheet gives no end. */
  readonly until: number | null;
  readonly rule: TimelineRule;
}

const LATE = Number.MAX_SAFE_INTEGER;

/**
 * The symptoms that every version of the sheet expects at each of the times, the soonest to end first. `items` are the `expect`
 * rules that apply. A symptom whose band has not begun, or is over for certain, is left out.
 */
export function expectedNow(timelines: readonly [Timeline, ...Timeline[]], items: readonly TodayItem[], times: readonly number[]): readonly Expected[] {
  const [own, ...versions] = timelines;
  const others = versions.map((timeline) => expectedBy(timeline, items, times));
  const lines = expectedBy(own, items, times).flatMap((line) => {
    const twins = others.map((version) => version.find(({ symptom }) => symptom === line.symptom));
    if (twins.includes(undefined)) return [];
    const ends = [line, ...twins].flatMap((each) => each?.until ?? []);
    return [{ ...line, until: ends.length ? Math.min(...ends) : null }];
  });
  return lines.sort((a, b) => (a.until ?? LATE) - (b.until ?? LATE));
}

function expectedBy(timeline: Timeline, items: readonly TodayItem[], times: readonly number[]): readonly Expected[] {
  const hours = times.map((now) => hoursSince(timeline.treated_at, now));
  return bands(timeline).flatMap((band) => {
    const rule = items.find((item) => band.rule_ids.includes(item.rule.id))?.rule;
    if (!rule || !hours.every((hour) => covers(band, hour))) return [];
    return [{ symptom: band.symptom, from: band.onset_hours ?? 0, until: band.resolves_surely_hours, rule }];
  });
}

function covers({ onset_hours, resolves_surely_hours: ends }: Band, hours: number): boolean {
  return onset_hours !== null && onset_hours <= hours && (ends === null || hours < ends);
}

/** A course of months would leave nothing to see of a band of two days. */
const LONGEST_HOURS = 7 * 24;

/** The hours that the bands are drawn over: the first week of the course, and at least what is expected. */
export function hoursShown(timeline: Timeline, expected: readonly Expected[]): number {
  const end = endOfCourse(timeline);
  const course = end === null ? 0 : hoursSince(timeline.treated_at, end.at);
  return Math.max(24, ...expected.map(({ until }) => until ?? 0), Math.min(course, LONGEST_HOURS));
}
