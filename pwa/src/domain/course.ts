/** The course of symptoms that the sheet expects, and its end. Mirrors server/domain/course.py. */

import type { Bound, BoundLeaf, States } from "./bounds";
import { certainty, earliest, latest, leastMoment, leaves, NOT_REACHED, partsOf, REACHED, reportOf, sureMoment } from "./bounds";
import { HOUR } from "./dates";
import type { Timeline, Window } from "./timeline";
import type { Symptom, Verb } from "./vocabulary";
import { INFLAMMATION, NAMES, REDDENING, symptomsOf } from "./symptoms";
import { SIGNS, SYMPTOMS } from "./vocabulary";

/** The expected course of one symptom in hours since the treatment. Null where the sheet gives no number. */
export interface Band {
  readonly symptom: string;
  readonly onset_hours: number | null;
  readonly resolves_least_hours: number | null;
  readonly resolves_surely_hours: number | null;
  /** Where a chart ends the band: at the latest end, or else at the end of the course. */
  readonly until_hours: number | null;
  readonly call_after_hours: number | null;
  /** The strongest score that the sheet describes. */
  readonly up_to: number | null;
  readonly trend: "peak" | "rising" | "falling" | null;
  readonly rule_ids: readonly string[];
}

/** The end of the course: a moment, and the states that the sheet joins to it by `&` (48 h and healed). */
export interface CourseEnd {
  readonly at: number;
  readonly states: readonly string[];
}

/** The score of each `up_to`. */
export const UP_TO = { "very-mild": 1, mild: 2, moderate: 3, severe: 4 } as const;

/** The topics that count as symptoms for the end of the course; results such as a glow do not. */
const OF_THE_SKIN: ReadonlySet<string> = new Set([
  ...[...SYMPTOMS, ...SIGNS, ...Object.keys(NAMES)],
  ...["sun-sensitivity", "blood-spots", "pigmentation", "scabs", "infection"],
]);

/**
 * The windows of the rules with this verb about the symptom. If the sheet is silent on a cue of inflammation, its rules
 * on redness apply to that cue, and if it is silent on redness too, its rules on any cue: a sheet that mentions only
 * redness must not exclude skin that does not turn red. A `call` about one cue is not extended to a cue for which the
 * sheet has an expectation but no call.
 */
export function windowsOn(timeline: Timeline, symptom: Symptom, verb: Verb): readonly Window[] {
  if (!INFLAMMATION.includes(symptom)) return named(timeline, [symptom], verb);
  const own = REDDENING.includes(symptom) ? REDDENING : [symptom];
  for (const cues of [own, REDDENING, INFLAMMATION]) {
    const windows = named(timeline, cues, verb);
    if (windows.length || (verb === "call" && named(timeline, cues, "expect").length)) return windows;
  }
  return [];
}

function named(timeline: Timeline, symptoms: readonly string[], verb: Verb): readonly Window[] {
  return timeline.windows.filter(
    ({ rule }) => rule.verb === verb && symptomsOf(rule.topics).some((symptom) => symptoms.includes(symptom)),
  );
}

/**
 * The latest dated bound of the rules that make up the course; null if the sheet has no date. These are `avoid`, `only`,
 * `allow`, `do`, `call`, and `expect` about symptoms. Sessions, results and missing numbers do not count.
 */
export function endOfCourse(timeline: Timeline): CourseEnd | null {
  const windows = timeline.windows.filter(({ rule }) => rule.verb !== "repeat" && (rule.verb !== "expect" || rule.topics.some((topic) => OF_THE_SKIN.has(topic))));
  const bounds = windows.flatMap(({ opens, closes }) => [opens, closes]).filter((bound) => bound !== null);
  const moments = bounds.map((bound) => [bound, dated(bound)] as const);
  const at = latest(known(moments.map(([, moment]) => moment)));
  if (at === null) return null;
  return { at, states: [...new Set(moments.flatMap(([bound, moment]) => (moment === at ? joinedStates(bound) : [])))] };
}

/** When the bound is certainly reached, by time alone: the latest of `all`, the earliest of `first`. */
function dated(bound: Bound): number | null {
  const parts = partsOf(bound);
  if (parts) {
    const moments = known(parts.map(dated));
    return "all" in bound ? latest(moments) : earliest(moments);
  }
  const { text, kind, surely_at: surely } = bound as BoundLeaf;
  return text.startsWith("S") || kind === "unknown" || surely === null ? null : Date.parse(surely);
}

function joinedStates(bound: Bound): readonly string[] {
  return "all" in bound ? leaves(bound).flatMap(({ state }) => state ?? []) : [];
}

/** Whether the course has ended: its moment has come, and the patient has confirmed the states joined to it. */
export function hasEnded(end: CourseEnd, now: number, states: States): boolean {
  return now >= end.at && end.states.every((state) => isConfirmed(states[state]));
}

function isConfirmed(report: boolean | number | undefined): boolean {
  return report !== undefined && report !== false;
}

/** The expected course of each symptom that the sheet mentions. What it says of redness counts for darkening, too. */
export function bands(timeline: Timeline): readonly Band[] {
  const end = endOfCourse(timeline);
  return SYMPTOMS.filter((symptom) => speaksOf(timeline, symptom)).map((symptom) => band(timeline, symptom, end));
}

function speaksOf(timeline: Timeline, symptom: Symptom): boolean {
  const names = symptom === "darkening" ? ["redness", "darkening"] : [symptom];
  return (["expect", "call"] as const).some((verb) => named(timeline, names, verb).length > 0);
}

function band(timeline: Timeline, symptom: Symptom, end: CourseEnd | null): Band {
  const expected = windowsOn(timeline, symptom, "expect");
  const calls = windowsOn(timeline, symptom, "call");
  const numbered = calls.filter((call) => !isNumberless(call));
  const start = Date.parse(timeline.treated_at);
  const hours = (moment: number | null): number | null =>
    moment === null ? null : Math.round(((moment - start) / HOUR) * 100) / 100;
  const ends = expected.map((window) => sureMoment(window.closes, {}));
  const surely = ends.includes(null) ? null : latest(known(ends));
  return {
    symptom,
    onset_hours: hours(earliest(expected.map((window) => leastMoment(window.opens, {}) ?? start))),
    resolves_least_hours: hours(earliest(known(expected.map((window) => leastMoment(window.closes, {}))))),
    resolves_surely_hours: hours(surely),
    until_hours: hours(surely ?? (expected.length ? (end?.at ?? null) : null)),
    call_after_hours: hours(earliest(known(numbered.map((window) => leastMoment(window.opens, {}))))),
    up_to: strongest(expected),
    trend: expected.map(({ rule }) => rule.trend).find((trend) => trend !== undefined) ?? null,
    rule_ids: [...expected, ...calls].map((window) => window.rule.id),
  };
}

/** The strongest score that these rules describe; null if none of them describes a strength. */
export function strongest(expected: readonly Window[]): number | null {
  return latest(expected.flatMap(({ rule }) => (rule.up_to === undefined ? [] : [UP_TO[rule.up_to]])));
}

/** Whether a `call` rule gives no moment ("if it persists"), or one whose number is missing in the sheet. */
export function isNumberless(call: Window): boolean {
  return call.opens === null || leaves(call.opens).some((leaf) => leaf.kind === "unknown");
}

function known(moments: readonly (number | null)[]): readonly number[] {
  return moments.filter((moment) => moment !== null);
}

/**
 * Whether an `expect` window covers the moment, from its earliest possible opening to its latest end. Without a dated end
 * it covers what follows until the `end` of the course, unless it begins only then.
 */
export function expectsAt(window: Window, at: number, states: States, end: CourseEnd | null = null): boolean {
  const hasBegun = window.opens === null || certainty(window.opens, at, states, true) !== NOT_REACHED;
  const isOver = end !== null && !isDated(window) && beginsBefore(window, end.at) && hasEnded(end, at, states);
  return hasBegun && !isOver && !isPast(window, at, states);
}

function beginsBefore(window: Window, at: number): boolean {
  const begins = window.opens && dated(window.opens);
  return begins === null || begins < at;
}

/** Whether time ends the window for certain. */
export function isDated(window: Window): boolean {
  return window.closes !== null && dated(window.closes) !== null;
}

/** When a window that is past has certainly ended: by time, else by the patient's last report. */
export function endedAt(window: Window, states: States): number | null {
  const reports = leaves(window.closes).map((leaf) => reportOf(leaf, states));
  return sureMoment(window.closes, states) ?? latest(reports.filter((report) => typeof report === "number"));
}

/** Whether the window has certainly ended. One whose end has no number never ends by time. */
export function isPast(window: Window, at: number, states: States): boolean {
  return window.closes !== null && certainty(window.closes, at, states) === REACHED;
}

/** Whether a `call` window covers the moment, from its earliest opening: a call may come early, never late. */
export function callsAt(window: Window, at: number, states: States): boolean {
  const hasBegun = window.opens === null || certainty(window.opens, at, states, true) === REACHED;
  return hasBegun && !isPast(window, at, states);
}
