/** What the patient has reported about states and acts, entry by entry. Mirrors server/domain/diary.py. */

import { INFLAMMATION } from "./course";
import type { Entry, EntryDocument } from "./diary";
import type { Sign, Symptom } from "./vocabulary";

/** As `States` in bounds.ts: false is a denial, a number the moment since when it is true. */
export type ReportedStates = Readonly<Record<string, boolean | number>>;

/** An entry and the states reported up to and including it. */
export interface Step {
  readonly entry: Entry;
  readonly at: number;
  readonly states: ReportedStates;
}

/** The moments before which a confirmation does not count (see skin-states.ts). */
export type NotBefore = Readonly<Record<string, number>>;

const ACT = "act:";
const OPEN_SIGNS: readonly Sign[] = ["open-skin", "oozing", "pustules"];
const IRRITATION: readonly Symptom[] = [...INFLAMMATION, "tenderness", "itching"];

/** "mild": the score from which skin counts as irritated. */
export const IRRITATED_FROM = 2;

/** The entries, oldest first; by id where two share a moment. */
export function inOrder(diary: readonly Entry[]): readonly Entry[] {
  const at = new Map(diary.map((entry) => [entry, Date.parse(entry.occurred_at)]));
  return [...diary].sort((a, b) => (at.get(a) ?? 0) - (at.get(b) ?? 0) || (a.id < b.id ? -1 : 1));
}

/**
 * The states as last reported, named as in sheets: `healed`, `gone(redness)`, `act:wash`. States never reported are
 * absent. A confirmation is the moment since when the state holds: the first confirmation after the last denial. An act
 * is the moment of its last report.
 */
export function reportedStates(diary: readonly Entry[], notBefore: NotBefore = {}): ReportedStates {
  return steps(diary, notBefore).at(-1)?.states ?? {};
}

/**
 * One step per entry, oldest first. Open, oozing or irritated skin denies `healed` and `calm`, even in an entry that
 * confirms them. Redness is gone if the last scores of redness and darkening, as far as there are any, are both 0.
 */
export function steps(diary: readonly Entry[], notBefore: NotBefore = {}): readonly Step[] {
  let states: ReportedStates = {};
  let last: Readonly<Record<string, number>> = {};
  return inOrder(diary).map((entry) => {
    const at = Date.parse(entry.occurred_at);
    last = { ...last, ...entry.document.scores };
    states = updated(states, reportsOf(entry.document, last), at, notBefore);
    return { entry, at, states };
  });
}

function reportsOf(document: EntryDocument, last: Readonly<Record<string, number>>): Readonly<Record<string, boolean>> {
  const scores = Object.entries(document.scores);
  const colours = [last["redness"], last["darkening"]].filter((score) => score !== undefined);
  return {
    ...document.states,
    ...Object.fromEntries(scores.map(([symptom, score]) => [`gone(${symptom})`, score === 0])),
    ...(colours.length ? { "gone(redness)": Math.max(...colours) === 0 } : {}),
    ...(isOpenOrIrritated(document) ? { healed: false, calm: false } : {}),
    ...Object.fromEntries(actsOf(document).map((act) => [ACT + act, true])),
  };
}

function updated(states: ReportedStates, reports: Readonly<Record<string, boolean>>, at: number, notBefore: NotBefore): ReportedStates {
  const changes = Object.entries(reports).flatMap(([name, holds]): readonly (readonly [string, boolean | number])[] => {
    if (!holds) return [[name, false]];
    const begins = name.startsWith(ACT) || (isUnconfirmed(states[name]) && at >= (notBefore[name] ?? at));
    return begins ? [[name, at]] : [];
  });
  return { ...states, ...Object.fromEntries(changes) };
}

function isUnconfirmed(report: boolean | number | undefined): boolean {
  return report === undefined || report === false;
}

/** Whether the entry reports open, oozing or irritated skin. */
export function isOpenOrIrritated({ scores, signs, states }: EntryDocument): boolean {
  return (
    signs.some(({ sign }) => OPEN_SIGNS.includes(sign)) ||
    states.calm === false ||
    IRRITATION.some((symptom) => (scores[symptom] ?? 0) >= IRRITATED_FROM)
  );
}

/** The acts of an entry; an entry that an older version of the app has stored has none. */
export function actsOf(document: Partial<EntryDocument>): readonly string[] {
  return document.acts ?? [];
}

/** The signs that an entry says are gone; none in an entry that an older version of the app has stored. */
export function signsGoneIn(document: Partial<EntryDocument>): readonly Sign[] {
  return document.signs_gone ?? [];
}
