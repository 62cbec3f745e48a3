/** The course of symptoms that the sheet expects. Mirrors server/domain/course.py. */

import type { States } from "./bounds";
import { certainty, earliest, latest, leastMoment, leaves, NOT_REACHED, REACHED, sureMoment } from "./bounds";
import { HOUR } from "./dates";
import type { Timeline, Window } from "./timeline";
import type { Symptom, Verb } from "./vocabulary";
import { SYMPTOMS } from "./vocabulary";

/** The expected course of one symptom in hours since the treatment. Null where the sheet gives no number. */
export interface Band {
  readonly symptom: string;
  readonly onset_hours: number | null;
  readonly resolves_least_hours: number | null;
  readonly resolves_surely_hours: number | null;
  readonly call_after_hours: number | null;
  readonly rule_ids: readonly string[];
}

/** The cues of inflammation. Which of them show depends on the skin. */
export const INFLAMMATION: readonly Symptom[] = ["redness", "darkening", "warmth", "tightness", "swelling"];

const IRRITATION: readonly Symptom[] = [...INFLAMMATION, "tenderness", "itching"];

/** Topics that stand for several symptoms, or for one under another name. */
const NAMES: Readonly<Record<string, readonly Symptom[]>> = {
  inflammation: INFLAMMATION,
  irritation: IRRITATION,
  "skin-irritation": IRRITATION,
  "sunburn-effect": ["redness", "warmth", "tenderness"],
  sensitivity: ["tenderness"],
  peeling: ["flaking"],
};

function symptomsOf(topics: readonly string[]): readonly string[] {
  return topics.flatMap((topic) => [...(NAMES[topic] ?? []), topic]);
}

/** Whether a rule on these topics is about a symptom of the skin. */
export function speaksOfSymptom(topics: readonly string[]): boolean {
  return symptomsOf(topics).some((name) => (SYMPTOMS as readonly string[]).includes(name));
}

/**
 * The windows of the rules with this verb about the symptom. If the sheet is silent on a cue of inflammation, its rules
 * on redness apply to that cue, and if it is silent on redness too, its rules on any cue: a sheet that speaks only of
 * redness must not leave out skin that does not turn red.
 */
export function windowsOn(timeline: Timeline, symptom: Symptom, verb: Verb): readonly Window[] {
  const own = named(timeline, [symptom], verb);
  if (own.length || !INFLAMMATION.includes(symptom)) return own;
  const redness = named(timeline, ["redness", "darkening"], verb);
  return redness.length ? redness : named(timeline, INFLAMMATION, verb);
}

function named(timeline: Timeline, symptoms: readonly string[], verb: Verb): readonly Window[] {
  return timeline.windows.filter(
    ({ rule }) => rule.verb === verb && symptomsOf(rule.topics).some((symptom) => symptoms.includes(symptom)),
  );
}

/** The expected course of each symptom that the sheet mentions. What it says of redness counts for darkening, too. */
export function bands(timeline: Timeline): readonly Band[] {
  return SYMPTOMS.filter((symptom) => speaksOf(timeline, symptom)).map((symptom) => band(timeline, symptom));
}

function speaksOf(timeline: Timeline, symptom: Symptom): boolean {
  const names = symptom === "darkening" ? ["redness", "darkening"] : [symptom];
  return (["expect", "call"] as const).some((verb) => named(timeline, names, verb).length > 0);
}

function band(timeline: Timeline, symptom: Symptom): Band {
  const expected = windowsOn(timeline, symptom, "expect");
  const calls = windowsOn(timeline, symptom, "call");
  const numbered = calls.filter((call) => !isNumberless(call));
  const start = Date.parse(timeline.treated_at);
  const hours = (moment: number | null): number | null =>
    moment === null ? null : Math.round(((moment - start) / HOUR) * 100) / 100;
  const surely = expected.map((window) => sureMoment(window.closes, {}));
  return {
    symptom,
    onset_hours: hours(earliest(expected.map((window) => leastMoment(window.opens, {}) ?? start))),
    resolves_least_hours: hours(earliest(known(expected.map((window) => leastMoment(window.closes, {}))))),
    resolves_surely_hours: hours(surely.includes(null) ? null : latest(known(surely))),
    call_after_hours: hours(earliest(known(numbered.map((window) => leastMoment(window.opens, {}))))),
    rule_ids: [...expected, ...calls].map((window) => window.rule.id),
  };
}

/** Whether a `call` rule gives no moment ("if it persists"), or one whose number is missing in the sheet. */
export function isNumberless(call: Window): boolean {
  return call.opens === null || leaves(call.opens).some((leaf) => leaf.kind === "unknown");
}

function known(moments: readonly (number | null)[]): readonly number[] {
  return moments.filter((moment) => moment !== null);
}

/** Whether an `expect` window covers the moment, from its earliest possible opening to its latest end. */
export function expectsAt(window: Window, at: number, states: States): boolean {
  const hasBegun = window.opens === null || certainty(window.opens, at, states, true) !== NOT_REACHED;
  return hasBegun && !isPast(window, at, states);
}

/** Whether the window has certainly ended. One whose end has no number never ends by time. */
export function isPast(window: Window, at: number, states: States): boolean {
  return window.closes !== null && certainty(window.closes, at, states) === REACHED;
}

/** Whether a `call` window covers the moment, from its earliest opening: a call may come early, never late. */
export function callsAt(window: Window, at: number, states: States): boolean {
  if (window.opens === null) return !isPast(window, at, states);
  return certainty(window.opens, at, states, true) === REACHED && !isPast(window, at, states);
}
