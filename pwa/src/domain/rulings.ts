/** What one rule says about a topic at a moment, and which of several verdicts decides; mirrors server/domain/verdicts.py. */

import type { Bound, Certainty, States } from "./bounds";
import { leastMoment, certainty, sureMoment } from "./bounds";
import type { Window } from "./timeline";

export type RulingKind = "no" | "not-yet" | "yes" | "only";

/** said: in force · implied: a permission that has not begun · ended: a ban that is over. */
type Strength = "said" | "implied" | "ended";

export interface Ruling {
  readonly kind: RulingKind;
  readonly window: Window;
  /** What decided: the end of a ban, or the beginning of a permission. */
  readonly bound: Bound | null;
  readonly strength: Strength;
  readonly exact: boolean;
}

const STRICTNESS: Readonly<Record<RulingKind, number>> = { no: 0, only: 0, "not-yet": 1, yes: 2 };

/** A rule that names the topic or an ancestor. Null: it says nothing about it now. */
export function rulingOf(window: Window, now: number, states: States, exact: boolean): Ruling | null {
  const { verb } = window.rule;
  if (verb === "avoid") return ban(window, now, states, { exact, kind: "no" });
  if (verb === "allow" || verb === "do" || verb === "only") return permission(window, now, states, exact);
  return verb === "repeat" ? repetition(window, now, states, exact) : null;
}

/** An `only` rule, for a topic of its family that it does not name. */
export function siblingRulingOf(window: Window, now: number, states: States, exact: boolean): Ruling | null {
  return ban(window, now, states, { exact, kind: "only" });
}

function ban(window: Window, now: number, states: States, as: { readonly exact: boolean; readonly kind: RulingKind }): Ruling | null {
  const condition = conditionOf(window, states);
  const opened = openedOf(window, now, states, true);
  if (condition === 0 || opened === 0) return null;
  const bound = window.closes;
  const closed = bound ? certainty(bound, now, states) : 0;
  if (closed === 2) {
    const over = condition === 2 && window.rule.exception !== true;
    return over ? { kind: "yes", window, bound, strength: "ended", exact: as.exact } : null;
  }
  const certain = closed === 0 && opened === 2 && condition === 2;
  return { kind: certain ? as.kind : "not-yet", window, bound, strength: "said", exact: as.exact };
}

function permission(window: Window, now: number, states: States, exact: boolean): Ruling | null {
  const condition = conditionOf(window, states, true);
  if (condition === 0) return null;
  if (isClosed(window, now, states)) return expired(window, condition, exact);
  const opened = openedOf(window, now, states);
  if (opened !== 2) return notBegun(window, opened, exact);
  const certain = condition === 2 && !isClosing(window, now, states);
  return { kind: certain ? "yes" : "not-yet", window, bound: window.opens, strength: "said", exact };
}

/** What alone was permitted is not forbidden by the end of that; any other permission is silent then. */
function expired(window: Window, condition: Certainty, exact: boolean): Ruling | null {
  const { verb, source, exception } = window.rule;
  const lifted = verb === "only" && source === "sheet" && condition === 2 && exception !== true;
  return lifted ? { kind: "yes", window, bound: window.closes, strength: "ended", exact } : null;
}

/** Another session: not before its window. How many there are, or how often a year, says nothing of when. */
function repetition(window: Window, now: number, states: States, exact: boolean): Ruling | null {
  if (window.opens === null || conditionOf(window, states) !== 2) return null;
  const opened = openedOf(window, now, states);
  if (opened !== 2) return notBegun(window, opened, exact);
  return { kind: "yes", window, bound: window.opens, strength: "ended", exact };
}

/** Before a permission the sheet does not permit. A duty that has not begun says nothing. */
function notBegun(window: Window, opened: Certainty, exact: boolean): Ruling | null {
  const waits = window.rule.verb === "allow" || window.rule.verb === "repeat";
  if (window.rule.exception === true || (!waits && opened === 0)) return null;
  return { kind: opened === 1 ? "not-yet" : "no", window, bound: window.opens, strength: "implied", exact };
}

function openedOf(window: Window, now: number, states: States, early = false): Certainty {
  return window.opens ? certainty(window.opens, now, states, early) : 2;
}

function isClosed(window: Window, now: number, states: States): boolean {
  return window.closes !== null && certainty(window.closes, now, states) === 2;
}

/** Between the least and the sure end of a permission: it may be over already. */
function isClosing(window: Window, now: number, states: States): boolean {
  if (window.closes === null || window.rule.verb === "only" || window.rule.verb === "avoid") return false;
  return certainty(window.closes, now, states, true) === 2;
}

/** Whether the now-flags hold. A ban stands unless an `unless` was told; a permission waits to hear. */
function conditionOf(window: Window, states: States, unlessMustBeKnown = false): Certainty {
  if (window.unless.some((flag) => states[flag] === true)) return 0;
  if (window.needs.some((flag) => states[flag] === false)) return 0;
  const isUnknown = (flag: string): boolean => states[flag] === undefined;
  return window.needs.some(isUnknown) || (unlessMustBeKnown && window.unless.some(isUnknown)) ? 1 : 2;
}

/** The verdict that decides. Null: silence, which is never a yes. */
export function decide(verdicts: readonly Ruling[], states: States): Ruling | null {
  const first = Math.min(...verdicts.map(levelOf));
  const level = verdicts.filter((verdict) => levelOf(verdict) === first);
  return level.length ? strictest(level, states) : null;
}

/** Smaller decides first. What the practitioner directed wins while it says something; then an exception, the very
 * topic, `only`, the rest. */
function levelOf({ window, strength, exact }: Ruling): number {
  const inForce = strength === "said";
  const directed = window.rule.source === "practitioner" && (inForce || exact);
  return (directed ? 0 : 10) + levelInSheet(window, inForce, exact);
}

function levelInSheet({ rule }: Window, inForce: boolean, exact: boolean): number {
  if (rule.exception === true && inForce) return exact ? 0 : 2; // made for a family, it does not lift the very topic's rule
  if (exact) return 1;
  return rule.verb === "only" && inForce ? 3 : 4;
}

/** Of one level: any rule in force before a permission to come, both before a ban that is over. */
function strictest(verdicts: readonly Ruling[], states: States): Ruling | null {
  const pool = verdicts.filter((verdict) => verdict.strength === "said");
  if (!pool.some((verdict) => verdict.kind === "yes")) {
    const implied = verdicts.filter((verdict) => verdict.strength === "implied");
    const next = smallest(implied, (verdict) => firstToOpen(verdict, states));
    if (next) pool.push(next);
  }
  if (pool.length) return smallest(pool, (verdict) => rank(verdict, states));
  return smallest(verdicts, (verdict) => [-(sureMoment(verdict.bound, states) ?? -Infinity)]);
}

function firstToOpen(verdict: Ruling, states: States): readonly number[] {
  const opens = sureMoment(verdict.bound, states) ?? leastMoment(verdict.bound, states) ?? Infinity;
  return [-STRICTNESS[verdict.kind], opens];
}

/** The strictest first; among bans the one that lasts longest; among permissions what the sheet asks for. */
function rank(verdict: Ruling, states: States): readonly number[] {
  const strictness = STRICTNESS[verdict.kind];
  if (verdict.kind === "yes") return [strictness, verdict.window.rule.verb === "do" ? 0 : 1, 0];
  const surely = sureMoment(verdict.bound, states) ?? Infinity;
  const least = leastMoment(verdict.bound, states) ?? (verdict.bound ? -Infinity : Infinity);
  return [strictness, -surely, -least];
}

/** The first of those with the smallest key, compared number by number. */
function smallest<T>(items: readonly T[], key: (item: T) => readonly number[]): T | null {
  return items.reduce<T | null>((best, item) => (best === null || before(key(item), key(best)) ? item : best), null);
}

function before(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, place) => value !== b[place]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}
