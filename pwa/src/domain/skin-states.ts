/**
 * Skin states that the patient confirms, and the earliest moment at which such a report counts. Mirrors
 * server/domain/skin_states.py.
 */

import type { Bound, States } from "./bounds";
import { latest, leastMoment, leaves } from "./bounds";
import { HOUR } from "./dates";
import type { Entry } from "./diary";
import { reportedStates, type NotBefore, type ReportedStates } from "./reported-states";
import type { Timeline } from "./timeline";

/** Counted from the treatment, if the sheet combines no time with the state. */
const FIRST_REPORT = 24 * HOUR;
const NOT_AT_ONCE = ["healed", "calm"];

/**
 * The moment from which (inclusive) a confirmation of the state counts: the latest time that a rule of the sheet
 * combines with it by `&`, else 24 hours. Only `healed` and `calm` have to wait.
 */
export function earliestReport(timeline: Timeline, state: string): number {
  const start = Date.parse(timeline.treated_at);
  if (!NOT_AT_ONCE.includes(state)) return start;
  const windows = timeline.windows.filter(({ rule }) => rule.source === "sheet");
  const moments = windows.flatMap(({ opens, closes }) => [...joinedTo(state, opens), ...joinedTo(state, closes)]);
  return latest(moments) ?? start + FIRST_REPORT;
}

function joinedTo(state: string, bound: Bound | null): readonly number[] {
  if (bound === null) return [];
  if ("first" in bound) return bound.first.flatMap((part) => joinedTo(state, part));
  const least = "all" in bound && leaves(bound).some((leaf) => leaf.state === state) ? leastMoment(bound, {}) : null;
  return least === null ? [] : [least];
}

/** The earliest report of each state that has to wait. */
export function earliestReports(timeline: Timeline): NotBefore {
  return Object.fromEntries(NOT_AT_ONCE.map((state) => [state, earliestReport(timeline, state)]));
}

/** The states that a diary reports, without confirmations that came too early for this sheet. */
export function statesOf(timeline: Timeline, diary: readonly Entry[]): ReportedStates {
  return reportedStates(diary, earliestReports(timeline));
}

/**
 * The states without confirmations that came too early; denials remain. A confirmation without a moment (true) counts
 * as made at `now`; it remains if `now` is not given.
 */
export function validStates(timeline: Timeline, states: States, now?: number): States {
  const isEarly = (name: string, report: boolean | number): boolean => {
    const since = typeof report === "number" ? report : now;
    return report !== false && since !== undefined && NOT_AT_ONCE.includes(name) && since < earliestReport(timeline, name);
  };
  return Object.fromEntries(Object.entries(states).filter(([name, report]) => !isEarly(name, report)));
}
