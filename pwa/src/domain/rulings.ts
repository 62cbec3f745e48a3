/** What one rule says about a topic at a moment, and which of several rulings decides. Mirrors server/domain/rulings.py. */

import type { Bound, Certainty, States } from "./bounds";
import { certainty, leastMoment, NOT_REACHED, REACHED, sureMoment, UNCERTAIN } from "./bounds";
import type { Window } from "./timeline";

export type RulingKind = "no" | "not-yet" | "yes" | "only";

/** in-force: the rule applies now · implied: a permission that has not begun · ended: a ban that is over. */
type Strength = "in-force" | "implied" | "ended";

export interface Ruling {
  readonly kind: RulingKind;
  readonly window: Window;
  /** The bound that decided: the end of a ban, or the beginning of a permission. */
  readonly bound: Bound | null;
  readonly strength: Strength;
  readonly exact: boolean;
}

const STRICTNESS: Readonly<Record<RulingKind, number>> = { no: 0, only: 0, "not-yet": 1, yes: 2 };

/** The ruling of a rule that names the topic or an ancestor; null if the rule says nothing about it now. */
export function rulingOf(window: Window, now: number, states: States, exact: boolean): Ruling | null {
  const { verb } = window.rule;
  if (verb === "avoid") return ban(window, now, states, { exact, kind: "no" });
  if (verb === "allow" || verb === "do" || verb === "only") return permission(window, now, states, exact);
  return verb === "repeat" ? repetition(window, now, states, exact) : null;
}

/** The ruling of an `only` rule on a topic of its family that it does not name. */
export function siblingRulingOf(window: Window, now: number, states: States, exact: boolean): Ruling | null {
  return ban(window, now, states, { exact, kind: "only" });
}

function ban(window: Window, now: number, states: States, as: { readonly exact: boolean; readonly kind: RulingKind }): Ruling | null {
  const condition = conditionOf(window, states);
  const opened = openedOf(window, now, states, true);
  if (condition === NOT_REACHED || opened === NOT_REACHED) return null;
  const bound = window.closes;
  const closed = bound ? certainty(bound, now, states) : NOT_REACHED;
  if (closed === REACHED) {
    const over = condition === REACHED && window.rule.exception !== true;
    return over ? { kind: "yes", window, bound, strength: "ended", exact: as.exact } : null;
  }
  const certain = closed === NOT_REACHED && opened === REACHED && condition === REACHED;
  return { kind: certain ? as.kind : "not-yet", window, bound, strength: "in-force", exact: as.exact };
}

function permission(window: Window, now: number, states: States, exact: boolean): Ruling | null {
  const condition = conditionOf(window, states, true);
  if (condition === NOT_REACHED) return null;
  if (isClosed(window, now, states)) return expired(window, condition, exact);
  const opened = openedOf(window, now, states);
  if (opened !== REACHED) return notBegun(window, opened, exact);
  const certain = condition === REACHED && !isClosing(window, now, states);
  return { kind: certain ? "yes" : "not-yet", window, bound: window.opens, strength: "in-force", exact };
}

/** After its end, an `only` rule no longer forbids the rest of its family; any other permission is silent. */
function expired(window: Window, condition: Certainty, exact: boolean): Ruling | null {
  const { verb, source, exception } = window.rule;
  const lifted = verb === "only" && source === "sheet" && condition === REACHED && exception !== true;
  return lifted ? { kind: "yes", window, bound: window.closes, strength: "ended", exact } : null;
}

/** A further treatment is allowed from its window on. A count or a frequency alone does not say when. */
function repetition(window: Window, now: number, states: States, exact: boolean): Ruling | null {
  if (window.opens === null || conditionOf(window, states) !== REACHED) return null;
  const opened = openedOf(window, now, states);
  if (opened !== REACHED) return notBegun(window, opened, exact);
  return { kind: "yes", window, bound: window.opens, strength: "ended", exact };
}

/** Before its beginning, a permission implies a "no". An instruction that has not begun says nothing. */
function notBegun(window: Window, opened: Certainty, exact: boolean): Ruling | null {
  const waits = window.rule.verb === "allow" || window.rule.verb === "repeat";
  if (window.rule.exception === true || (!waits && opened === NOT_REACHED)) return null;
  return { kind: opened === UNCERTAIN ? "not-yet" : "no", window, bound: window.opens, strength: "implied", exact };
}

function openedOf(window: Window, now: number, states: States, early = false): Certainty {
  return window.opens ? certainty(window.opens, now, states, early) : REACHED;
}

function isClosed(window: Window, now: number, states: States): boolean {
  return window.closes !== null && certainty(window.closes, now, states) === REACHED;
}

/** Whether a permission is between its least and its sure end, so that it may be over already. */
function isClosing(window: Window, now: number, states: States): boolean {
  if (window.closes === null || window.rule.verb === "only" || window.rule.verb === "avoid") return false;
  return certainty(window.closes, now, states, true) === REACHED;
}

/** Whether the now-flags hold. A ban applies unless an `unless` flag is known to hold; a permission needs to know. */
function conditionOf(window: Window, states: States, unlessMustBeKnown = false): Certainty {
  if (window.unless.some((flag) => states[flag] === true)) return NOT_REACHED;
  if (window.needs.some((flag) => states[flag] === false)) return NOT_REACHED;
  const isUnknown = (flag: string): boolean => states[flag] === undefined;
  return window.needs.some(isUnknown) || (unlessMustBeKnown && window.unless.some(isUnknown)) ? UNCERTAIN : REACHED;
}

/** The ruling that decides; null if no rule says anything, which is never a yes. */
export function decide(rulings: readonly Ruling[], states: States): Ruling | null {
  const first = Math.min(...rulings.map(levelOf));
  const level = rulings.filter((ruling) => levelOf(ruling) === first);
  return level.length ? strictest(level, states) : null;
}

/**
 * Precedence; smaller decides first. An instruction of the practitioner wins while it is in force; then come exceptions,
 * rules on exactly this topic, `only` rules, and the rest.
 */
function levelOf({ window, strength, exact }: Ruling): number {
  const inForce = strength === "in-force";
  const directed = window.rule.source === "practitioner" && (inForce || exact);
  return (directed ? 0 : 10) + levelInSheet(window, inForce, exact);
}

function levelInSheet({ rule }: Window, inForce: boolean, exact: boolean): number {
  if (rule.exception === true && inForce) return exact ? 0 : 2; // an exception for a family does not lift a rule on exactly this topic
  if (exact) return 1;
  return rule.verb === "only" && inForce ? 3 : 4;
}

/** Within one level: rules in force come before permissions that have not begun, and both before bans that are over. */
function strictest(rulings: readonly Ruling[], states: States): Ruling | null {
  const pool = rulings.filter((ruling) => ruling.strength === "in-force");
  if (!pool.some((ruling) => ruling.kind === "yes")) {
    const implied = rulings.filter((ruling) => ruling.strength === "implied");
    const next = smallest(implied, (ruling) => firstToOpen(ruling, states));
    if (next) pool.push(next);
  }
  if (pool.length) return smallest(pool, (ruling) => rank(ruling, states));
  return smallest(rulings, (ruling) => [-(sureMoment(ruling.bound, states) ?? -Infinity)]);
}

function firstToOpen(ruling: Ruling, states: States): readonly number[] {
  const opens = sureMoment(ruling.bound, states) ?? leastMoment(ruling.bound, states) ?? Infinity;
  return [-STRICTNESS[ruling.kind], opens];
}

/** The strictest first. Among bans the one that lasts longest wins, among permissions an instruction to do it. */
function rank(ruling: Ruling, states: States): readonly number[] {
  const strictness = STRICTNESS[ruling.kind];
  if (ruling.kind === "yes") return [strictness, ruling.window.rule.verb === "do" ? 0 : 1, 0];
  const surely = sureMoment(ruling.bound, states) ?? Infinity;
  const least = leastMoment(ruling.bound, states) ?? (ruling.bound ? -Infinity : Infinity);
  return [strictness, -surely, -least];
}

/** The first item with the smallest key, keys compared number by number. */
function smallest<T>(items: readonly T[], key: (item: T) => readonly number[]): T | null {
  return items.reduce<T | null>((best, item) => (best === null || before(key(item), key(best)) ? item : best), null);
}

function before(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, place) => value !== b[place]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}
