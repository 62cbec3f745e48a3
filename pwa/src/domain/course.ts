/** The course that the sheet says to expect; mirrors server/domain/course.py. */

import type { States } from "./bounds";
import { earliest, latest, leastMoment, leaves, certainty, sureMoment } from "./bounds";
import { HOUR } from "./dates";
import type { Timeline, Window } from "./timeline";
import type { Symptom, Verb } from "./vocabulary";
import { SYMPTOMS } from "./vocabulary";

/** Hours since the treatment, as the server sends it too. A settle-by of null: the sheet gives no number. */
export interface Band {
  readonly symptom: string;
  readonly onset_hours: number | null;
  readonly resolves_least_hours: number | null;
  readonly resolves_surely_hours: number | null;
  readonly call_after_hours: number | null;
  readonly rule_ids: readonly string[];
}

/** The cues of one and the same thing: which of them shows depends on the skin. */
export const INFLAMMATION: readonly Symptom[] = ["redness", "darkening", "warmth", "tightness", "swelling"];

const IRRITATION: readonly Symptom[] = [...INFLAMMATION, "tenderness", "itching"];

/** Topics that speak of several symptoms at once, or of one by another name. */
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

/** Whether a rule on these topics tells something about the skin. */
export function speaksOfSymptom(topics: readonly string[]): boolean {
  return symptomsOf(topics).some((name) => (SYMPTOMS as readonly string[]).includes(name));
}

/**
 * The sheet's rules of that verb on the symptom. Where it is silent on one cue of inflammation, what it says of redness
 * holds for that cue, and what it says of any cue where it is silent on redness too: skin that does not turn red must
 * not fall through.
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

/** A symptom on which the sheet is silent has none. Darkening stands in for redness on darker skin. */
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

/** A call without a moment of its own ("if it persists"), or whose number the sheet has lost. */
export function isNumberless(call: Window): boolean {
  return call.opens === null || leaves(call.opens).some((leaf) => leaf.kind === "unknown");
}

function known(moments: readonly (number | null)[]): readonly number[] {
  return moments.filter((moment) => moment !== null);
}

/** Whether an `expect` window covers the moment; read generously, from its least opening to its latest end. */
export function expectsAt(window: Window, at: number, states: States): boolean {
  const hasBegun = window.opens === null || certainty(window.opens, at, states, true) !== 0;
  return hasBegun && !isPast(window, at, states);
}

/** A window whose end has no number is never past by time. */
export function isPast(window: Window, at: number, states: States): boolean {
  return window.closes !== null && certainty(window.closes, at, states) === 2;
}

/** A `call` with a beginning holds from its earliest moment: telling may come early, never late. */
export function callsAt(window: Window, at: number, states: States): boolean {
  if (window.opens === null) return !isPast(window, at, states);
  return certainty(window.opens, at, states, true) === 2 && !isPast(window, at, states);
}
