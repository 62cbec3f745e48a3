/** Today: what to do, what to leave alone, what to expect, and what changes next; mirrors server/domain/today.py. */

import type { Certainty, States } from "./bounds";
import { earliest, leastMoment, leaves, openGates, certainty, sureMoment } from "./bounds";
import { dayOfHealing, HOUR } from "./dates";
import type { Milestone, Timeline, TimelineRule, Window } from "./timeline";
import type { Verb } from "./vocabulary";

/** `sure` false: between least and surely, or it hangs on what was not told (`dependsOn`). Moments in epoch milliseconds. */
export interface TodayItem {
  readonly rule: TimelineRule;
  readonly sure: boolean;
  readonly since: number | null;
  /** The least end; null: open. */
  readonly until: number | null;
  readonly surelyUntil: number | null;
  readonly dependsOn: readonly string[];
}

export interface Today {
  /** Whole hours since the treatment, rounded down; negative before it. */
  readonly hours: number;
  /** In the numbering of the sheet, on the wall clock of the treatment's zone. */
  readonly day: number;
  readonly do: readonly TodayItem[];
  readonly leaveAlone: readonly TodayItem[];
  readonly allowed: readonly TodayItem[];
  readonly expect: readonly TodayItem[];
  /** What to tell the practitioner, should it be there. */
  readonly tell: readonly TodayItem[];
  readonly nextChangeAt: number | null;
  /** All milestones of the next moment that has one. */
  readonly nextMilestones: readonly Milestone[];
}

/** What the sheet says for this moment. `told` as in `answer`; now-flags may be among them. */
export function today(timeline: Timeline, now: number, states: States): Today {
  const items = unlessDirected(timeline.windows.flatMap((window) => todayItem(window, now, states) ?? []));
  const of = (...verbs: Verb[]): readonly TodayItem[] => inOrder(items.filter(({ rule }) => verbs.includes(rule.verb)));
  return {
    hours: Math.floor((now - Date.parse(timeline.treated_at)) / HOUR),
    day: dayOfHealing(timeline.treated_at, now, timeline.time_zone, timeline.day_one),
    do: of("do"),
    leaveAlone: of("avoid", "only"),
    allowed: of("allow"),
    expect: of("expect"),
    tell: of("call"),
    nextChangeAt: nextChangeAt(timeline, now),
    nextMilestones: nextMilestones(timeline, now),
  };
}

/** When any window opens or closes next, at either end of a range. */
export function nextChangeAt(timeline: Timeline, now: number): number | null {
  const bounds = timeline.windows.flatMap((window) => [...leaves(window.opens), ...leaves(window.closes)]);
  const times = bounds.flatMap((leaf) => [leaf.least_at, leaf.surely_at]).filter((at) => at !== null);
  return earliest(times.map((at) => Date.parse(at)).filter((at) => at > now));
}

/** The milestones of the next moment that has any. */
export function nextMilestones(timeline: Timeline, now: number): readonly Milestone[] {
  const coming = timeline.milestones.filter((milestone) => Date.parse(milestone.at) > now);
  return coming.filter((milestone) => milestone.at === coming[0]?.at);
}

/** What ends first comes first, what has no end last; otherwise as in the sheet. */
function inOrder(items: readonly TodayItem[]): readonly TodayItem[] {
  return [...items].sort((a, b) => {
    if (a.until === b.until) return 0;
    return (a.until ?? Infinity) - (b.until ?? Infinity);
  });
}

const PERMISSION_VERBS: readonly Verb[] = ["avoid", "only", "allow"];

/** What the practitioner directed wins: the sheet's word on the same topics is not shown beside it. */
function unlessDirected(items: readonly TodayItem[]): readonly TodayItem[] {
  const instructions = items.filter(({ rule }) => rule.source === "practitioner" && PERMISSION_VERBS.includes(rule.verb));
  const directed = new Set(instructions.flatMap(({ rule }) => rule.topics));
  return items.filter(({ rule }) => {
    if (rule.source === "practitioner" || !PERMISSION_VERBS.includes(rule.verb)) return true;
    return !rule.topics.every((topic) => directed.has(topic));
  });
}

function todayItem(window: Window, now: number, states: States): TodayItem | null {
  const certainty = Math.min(condition(window, states), coverage(window, now, states));
  // a pointer is for reading the sheet, not for today
  if (certainty === 0 || window.rule.verb === "repeat" || window.rule.mark === "pointer") return null;
  const flags = window.needs.filter((flag) => states[flag] === undefined);
  const waiting = [...openGates(window.opens, now, states), ...openGates(window.closes, now, states), ...flags];
  return {
    rule: window.rule,
    sure: certainty === 2,
    since: leastMoment(window.opens, states),
    until: leastMoment(window.closes, states),
    surelyUntil: sureMoment(window.closes, states),
    dependsOn: [...new Set(waiting)],
  };
}

function condition(window: Window, states: States): Certainty {
  if (window.unless.some((flag) => states[flag] === true)) return 0;
  if (window.needs.some((flag) => states[flag] === false)) return 0;
  return window.needs.every((flag) => states[flag] !== undefined) ? 2 : 1;
}

/** A permission begins late and ends early; everything else begins early and ends late. */
function coverage(window: Window, now: number, states: States): Certainty {
  const { verb } = window.rule;
  const permission = verb === "allow";
  const opened = window.opens ? certainty(window.opens, now, states, !permission) : 2;
  let closed = window.closes ? certainty(window.closes, now, states, permission) : 0;
  if (closed === 1 && verb !== "avoid" && verb !== "only") closed = 0;
  return Math.min(opened, 2 - closed) as Certainty;
}
