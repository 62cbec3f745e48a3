/** What the patient has reported about states and acts, entry by entry. Mirrors server/domain/diary.py. */

import type { Entry, EntryDocument } from "./diary";
import { signsGoneIn } from "./signs-gone";
import { IRRITATION } from "./symptoms";
import type { Sign } from "./vocabulary";

/** Like `States` in bounds.ts: false is a denial, a number the moment since which the state holds. */
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
/** Prefix of the id of a `do` rule: the report that the patient has followed it. */
export const DONE = "done:";
/** The beginning of the act that reports a product as used up: a state, which holds from the first report on. */
const USED_UP = "used-up(";
const OPEN_SIGNS: readonly Sign[] = ["open-skin", "oozing", "pustules"];

/** "mild": the score from which skin counts as irritated. */
export const IRRITATED_FROM = 2;

/** The entries, oldest first; by id where two share a moment. */
function inOrder(diary: readonly Entry[]): readonly Entry[] {
  return [...diary].sort((a, b) => Date.parse(a.occurred_at) - Date.parse(b.occurred_at) || (a.id < b.id ? -1 : 1));
}

/**
 * The states as last reported, named as in sheets: `healed`, `gone(redness)`, `act:wash`. States never reported are
 * absent. A confirmation is the moment since which the state holds: the first confirmation after the last denial. For
 * an act, and for a duty that was done (`done:shower`), it is the moment of the last report.
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
  const reports: Record<string, boolean> = { ...document.states };
  for (const [symptom, score] of Object.entries(document.scores)) reports[`gone(${symptom})`] = score === 0;
  if ("redness" in last || "darkening" in last) reports["gone(redness)"] = !last["redness"] && !last["darkening"];
  for (const sign of signsGoneIn(document)) reports[`gone(${sign})`] = true;
  for (const { sign } of document.signs) reports[`gone(${sign})`] = false;
  if (isOpenOrIrritated(document)) reports["healed"] = reports["calm"] = false;
  for (const act of actsOf(document)) reports[act.startsWith(USED_UP) ? act : ACT + act] = true;
  for (const id of dutiesDoneIn(document)) reports[DONE + id] = true;
  return reports;
}

function updated(states: ReportedStates, reports: Readonly<Record<string, boolean>>, at: number, notBefore: NotBefore): ReportedStates {
  const next: Record<string, boolean | number> = { ...states };
  for (const [name, holds] of Object.entries(reports)) {
    const isKnown = (states[name] ?? false) !== false && !name.startsWith(ACT) && !name.startsWith(DONE);
    if (!holds) next[name] = false;
    else if (!isKnown && at >= (notBefore[name] ?? at)) next[name] = at;
  }
  return next;
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

/** The duties that an entry says were done. */
export function dutiesDoneIn(document: Partial<EntryDocument>): readonly string[] {
  return document.duties_done ?? [];
}
