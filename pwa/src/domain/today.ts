/** What to do, to avoid and to expect today, and what changes next. Mirrors server/domain/today.py. */

import type { Certainty, States } from "./bounds";
import { certainty, earliest, leastMoment, leaves, NOT_REACHED, openGates, REACHED, sureMoment, UNCERTAIN } from "./bounds";
import { dayOfHealing, HOUR } from "./dates";
import { PRESCRIBED, type Milestone, type Timeline, type TimelineRule, type Window } from "./timeline";
import type { Verb } from "./vocabulary";

/** A rule that applies now. `sure` is false while its bounds are uncertain or it depends on something unknown (`dependsOn`).
 * Moments are epoch milliseconds. */
export interface TodayItem {
  readonly rule: TimelineRule;
  readonly sure: boolean;
  readonly since: number | null;
  /** The earliest end; null if it has none. */
  readonly until: number | null;
  readonly surelyUntil: number | null;
  readonly dependsOn: readonly string[];
  /** The part of `dependsOn` on which the beginning of the rule depends. */
  readonly opensOn: readonly string[];
}

export interface Today {
  /** Whole hours since the treatment, rounded down; negative before it. */
  readonly hours: number;
  /** In the numbering of the sheet, by the calendar of the treatment's time zone. */
  readonly day: number;
  readonly do: readonly TodayItem[];
  readonly leaveAlone: readonly TodayItem[];
  readonly allowed: readonly TodayItem[];
  readonly expect: readonly TodayItem[];
  /** What to report to the practitioner if it occurs. */
  readonly tell: readonly TodayItem[];
  readonly nextChangeAt: number | null;
  /** All milestones of the next moment that has one. */
  readonly nextMilestones: readonly Milestone[];
}

/** Evaluate the sheet for this moment. `states` as in `answer`; it may contain now-flags. */
export function today(timeline: Timeline, now: number, states: States): Today {
  const items = eachOnce(unlessDirected(timeline.windows.flatMap((window) => todayItem(window, now, states) ?? [])));
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

/** The next moment at which any window opens or closes, at either end of a range; null if there is none. */
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

/** Sort by end, open ends last; otherwise in the order of the sheet. */
function inOrder(items: readonly TodayItem[]): readonly TodayItem[] {
  return [...items].sort((a, b) => {
    if (a.until === b.until) return 0;
    return (a.until ?? Infinity) - (b.until ?? Infinity);
  });
}

const PERMISSION_VERBS: readonly Verb[] = ["avoid", "only", "allow"];

/**
 * Drop the sheet's rules on topics for which the practitioner has given an instruction: the instruction overrides them.
 */
function unlessDirected(items: readonly TodayItem[]): readonly TodayItem[] {
  const instructions = items.filter(({ rule }) => rule.source === "practitioner" && PERMISSION_VERBS.includes(rule.verb));
  const directed = new Set(instructions.flatMap(({ rule }) => rule.topics));
  return items.filter(({ rule }) => {
    if (rule.source === "practitioner" || !PERMISSION_VERBS.includes(rule.verb)) return true;
    return !rule.topics.every((topic) => directed.has(topic));
  });
}

/** Drop permissions that another line gives as well: an `only` permits what it names, and a duty asks for it. */
function eachOnce(items: readonly TodayItem[]): readonly TodayItem[] {
  const spoken = items.filter(({ sure, rule }) => sure && (rule.verb === "only" || rule.verb === "do"));
  return items.filter((item) => !spoken.some(({ rule }) => gives(rule, item.rule)));
}

/** Whether another rule in force permits at least the topics of a sheet's permission, without a condition. */
function gives(other: TimelineRule, rule: TimelineRule): boolean {
  const isPlain = rule.verb === "allow" && rule.source === "sheet" && !rule.with?.length;
  const isAnywhere = other.area === undefined || other.area === rule.area;
  return isPlain && !other.with?.length && isAnywhere && rule.topics.every((topic) => other.topics.includes(topic));
}

function todayItem(window: Window, now: number, states: States): TodayItem | null {
  const applies = Math.min(condition(window, states), coverage(window, now, states));
  // a pointer to another section is for reading the sheet, not for today
  if (applies === NOT_REACHED || window.rule.verb === "repeat" || window.rule.mark === "pointer") return null;
  const flags = window.needs.filter((flag) => states[flag] === undefined);
  const opensOn = openGates(window.opens, now, states);
  const waiting = [...opensOn, ...openGates(window.closes, now, states), ...flags];
  return {
    rule: window.rule,
    sure: applies === REACHED,
    since: leastMoment(window.opens, states),
    until: leastMoment(window.closes, states),
    surelyUntil: sureMoment(window.closes, states),
    dependsOn: [...new Set(waiting)],
    opensOn,
  };
}

function condition(window: Window, states: States): Certainty {
  // a permission for prescribed things: only a question can state that it applies
  if (window.needs.includes(PRESCRIBED) && states[PRESCRIBED] !== true) return NOT_REACHED;
  if (window.unless.some((flag) => states[flag] !== undefined && states[flag] !== false)) return NOT_REACHED;
  if (window.needs.some((flag) => states[flag] === false)) return NOT_REACHED;
  return window.needs.every((flag) => states[flag] !== undefined) ? REACHED : UNCERTAIN;
}

/** A permission begins late and ends early; everything else begins early and ends late, to be on the safe side. */
function coverage(window: Window, now: number, states: States): Certainty {
  const { verb } = window.rule;
  const permission = verb === "allow";
  const opened = window.opens ? certainty(window.opens, now, states, !permission) : REACHED;
  let closed = window.closes ? certainty(window.closes, now, states, permission) : NOT_REACHED;
  if (closed === UNCERTAIN && verb !== "avoid" && verb !== "only") closed = NOT_REACHED;
  return Math.min(opened, REACHED - closed) as Certainty;
}
