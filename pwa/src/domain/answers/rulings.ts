/** What a single rule says about a topic at a moment. Mirrors server/domain/answers/rulings.py. */

import type { Bound, Certainty, States } from "../bounds";
import { certainty, leaves, NOT_REACHED, REACHED, reportOf, UNCERTAIN } from "../bounds";
import type { Window } from "../timeline";

export type RulingKind = "no" | "only" | "not-yet" | "over" | "yes";

/** pending: a permission that has not begun; until then, the sheet does not permit it · ended: a ban that is over. */
export type Force = "in-force" | "pending" | "ended";

export interface Ruling {
  readonly kind: RulingKind;
  readonly window: Window;
  /** The end of a ban, or the beginning of a permission. */
  readonly bound: Bound | null;
  readonly force: Force;
  /** Steps from the topic up to the one that the rule names; 0: the topic itself. */
  readonly place: number;
  /** Whether this is an `only` rule, seen from a topic that it closes. */
  readonly sibling: boolean;
  /** Whether this is a permission of other kinds: "a gentle cleanser", when soap is asked about. */
  readonly beside: boolean;
}

/** A rule that may apply to the topic, and how it is related to it. */
export interface Candidate {
  readonly window: Window;
  readonly place: number;
  readonly sibling: boolean;
  readonly beside: boolean;
}

/** Whether the rule is in force and lets the topic be done. The topic of an `only` is permitted by it. */
export function permits({ kind, force, sibling }: Ruling): boolean {
  return force === "in-force" && (kind === "yes" || (kind === "only" && !sibling));
}

export function restricts(ruling: Ruling): boolean {
  return ruling.force !== "ended" && !permits(ruling);
}

/** The ruling of a rule that restricts, permits or repeats; null if it is silent at `now`. */
export function judge(candidate: Candidate, now: number, states: States): Ruling | null {
  const { verb } = candidate.window.rule;
  if (verb === "avoid") return ban(candidate, now, states, "no");
  if (verb === "only") return ban(candidate, now, states, "only");
  if (verb === "allow" || verb === "do") return permission(candidate, now, states);
  return repetition(candidate, now, states);
}

function ruling({ window, ...relation }: Candidate, kind: RulingKind, force: Force, bound: Bound | null): Ruling {
  return { kind, window, bound, force, ...relation };
}

function ban(candidate: Candidate, now: number, states: States, kind: RulingKind): Ruling | null {
  const { window } = candidate;
  const condition = conditionOf(window, states);
  const opened = openedOf(window, now, states, true);
  if (condition === NOT_REACHED || opened === NOT_REACHED) return null;
  const bound = window.closes;
  const closed = bound ? certainty(bound, now, states) : NOT_REACHED;
  if (closed === REACHED) {
    const ended = condition === REACHED && window.rule.exception !== true;
    return ended ? ruling(candidate, "over", "ended", bound) : null;
  }
  const sure = closed === NOT_REACHED && opened === REACHED && condition === REACHED;
  const named = window.rule.verb === "only" && !candidate.sibling; // the end does not restrict its own topic
  return ruling(candidate, sure || named ? kind : "not-yet", "in-force", bound);
}

function permission(candidate: Candidate, now: number, states: States): Ruling | null {
  const { window } = candidate;
  const condition = conditionOf(window, states, true);
  const over = window.closes !== null && certainty(window.closes, now, states) === REACHED;
  if (condition === NOT_REACHED || over) return null;
  const opened = waitsForAnAct(window, states) ? REACHED : openedOf(window, now, states);
  if (opened !== REACHED) return notBegun(candidate, opened, states);
  const sure = condition === REACHED && !isClosing(window, now, states);
  return ruling(candidate, sure ? "yes" : "not-yet", "in-force", window.opens);
}

/** A pending permission is a ban until it begins. A duty that has not begun says nothing. */
function notBegun(candidate: Candidate, opened: Certainty, states: States): Ruling | null {
  const { rule, opens } = candidate.window;
  const waiting = leaves(opens).some((leaf) => (leaf.state ?? leaf.act) !== null && reportOf(leaf, states) === undefined);
  const duty = rule.verb === "do" && (opened === NOT_REACHED || waiting);
  if (rule.exception === true || duty) return null;
  return ruling(candidate, opened === UNCERTAIN ? "not-yet" : "no", "pending", opens);
}

/** Rule on a further treatment: it is not permitted before its window. A rule without `from` does not say when. */
function repetition(candidate: Candidate, now: number, states: States): Ruling | null {
  const { window } = candidate;
  if (window.opens === null || conditionOf(window, states) !== REACHED) return null;
  const opened = openedOf(window, now, states);
  if (opened === REACHED) return ruling(candidate, "over", "ended", window.opens);
  return notBegun(candidate, opened, states);
}

function openedOf(window: Window, now: number, states: States, early = false): Certainty {
  return window.opens ? certainty(window.opens, now, states, early) : REACHED;
}

/** Whether this is a duty that starts with an act and not by the clock: "when you get home". */
function waitsForAnAct(window: Window, states: States): boolean {
  const acts = leaves(window.opens);
  const duty = window.rule.verb === "do" && acts.length > 0;
  return duty && acts.every((leaf) => leaf.act !== null && reportOf(leaf, states) === undefined);
}

/** Whether a permission is between its earliest and its latest end, when it may already have ended. */
function isClosing(window: Window, now: number, states: States): boolean {
  return window.closes !== null && certainty(window.closes, now, states, true) === REACHED;
}

/**
 * Whether the now-flags hold. A ban applies until an `unless` flag is confirmed. A permission stays uncertain until it
 * is reported.
 */
function conditionOf(window: Window, states: States, unlessMustBeReported = false): Certainty {
  if (!window.needs.length && !window.unless.length) return REACHED;
  if (window.unless.some((flag) => isConfirmed(states[flag]))) return NOT_REACHED;
  if (window.needs.some((flag) => states[flag] === false)) return NOT_REACHED;
  const isUnknown = (flag: string): boolean => states[flag] === undefined;
  return window.needs.some(isUnknown) || (unlessMustBeReported && window.unless.some(isUnknown)) ? UNCERTAIN : REACHED;
}

function isConfirmed(report: boolean | number | undefined): boolean {
  return report !== undefined && report !== false;
}
