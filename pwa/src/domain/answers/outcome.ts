/**
 * What a decision amounts to once the conditions of a permission are considered (CARE_PROTOCOL.md, rule 8). Mirrors
 * server/domain/answers/outcome.py.
 */

import type { Bound, BoundLeaf, States } from "../bounds";
import { gateOf, latest, leastMoment, leaves, openGates, reportOf, sureMoment } from "../bounds";
import { answerOf, STRICTNESS, type Answer, type AnswerKind } from "./model";
import type { Decision } from "./precedence";
import { permits, type Ruling } from "./rulings";

/** What matters about the answer at one moment; two moments with equal snapshots have the same answer. */
export interface Snapshot {
  readonly kind: AnswerKind;
  readonly with: readonly string[];
  readonly dependsOn: readonly string[];
}

export const SILENCE: Snapshot = { kind: "unsaid", with: [], dependsOn: [] };

/** A decision, the topics of which its permission needs one, and the decisions on those that are closed now. */
export interface Outcome {
  readonly decision: Decision;
  readonly needed: readonly string[];
  readonly closed: ReadonlyMap<string, Decision>;
}

/** The decision itself; where every condition is itself restricted, the least strict decision on the conditions. */
export function deciding({ decision, needed, closed }: Outcome): Decision {
  if (!needed.length || closed.size < needed.length) return decision;
  return [...closed.values()].reduce((easiest, each) => (STRICTNESS[each.ruling.kind] <= STRICTNESS[easiest.ruling.kind] ? easiest : each));
}

export function snapshotOf(outcome: Outcome, now: number, states: States): Snapshot {
  const { ruling } = deciding(outcome);
  const { decision, needed, closed } = outcome;
  const namesOthers = ruling === decision.ruling && ruling.kind === "yes" && ruling.beside;
  const left = closed.size ? needed.filter((topic) => !closed.has(topic)) : needed;
  return { kind: namesOthers ? "only" : ruling.kind, with: left.length ? left : needed, dependsOn: dependsOn(ruling, now, states) };
}

/** The answer with what the deciding rule says, and the conditions that are closed. */
export function answered(topic: string, snapshot: Snapshot, outcome: Outcome | null, given: Partial<Answer> & { readonly now: number; readonly states: States }): Answer {
  const { now, states, ...others } = given;
  const { kind } = snapshot;
  if (outcome === null) return answerOf(kind, topic, { ...others });
  const { ruling, also } = outcome.decision;
  const { rule } = ruling.window;
  const overridden = new Map(also.map(({ window }) => [window.rule.id, window.rule]));
  overridden.delete(rule.id);
  const [leastAt, surelyAt] = endsOf(deciding(outcome), states);
  const ends = leaves(ruling.bound);
  return answerOf(kind, topic, {
    ...others,
    // The report of a state does not say when the state began.
    since: ends.some((leaf) => states[gateOf(leaf) ?? ""] !== undefined) ? null : (others.since ?? null),
    ...{ leastAt, surelyAt, rule, also: [...overridden.values()] },
    only: kind === "only" ? (ruling.beside ? snapshot.with : rule.topics) : [],
    with: kind === "only" ? [] : snapshot.with,
    dropped: [...outcome.closed].map(([name, decision]) => ofCondition(name, decision, now, states)),
    dependsOn: snapshot.dependsOn,
    numberMissing: ends.some((leaf) => leaf.kind === "unknown"),
    minimum: ends.some((leaf) => leaf.kind === "minimum"),
  });
}

function ofCondition(topic: string, decision: Decision, now: number, states: States): Answer {
  const outcome = { decision, needed: [], closed: new Map<string, Decision>() };
  return answered(topic, snapshotOf(outcome, now, states), outcome, { now, states });
}

/**
 * The earliest and the latest end of what decides; of several bans, the latest of each. If one ban has no end, neither has
 * the decision: the ends of the others permit nothing.
 */
export function endsOf({ ruling, bans }: Decision, states: States): readonly [number | null, number | null] {
  const bounds: readonly (Bound | null)[] = bans.length ? bans.map(({ bound }) => bound) : [ruling.bound];
  if (bounds.includes(null)) return [null, null];
  const least = bounds.map((bound) => leastMoment(bound, states)).filter((at) => at !== null);
  const surely = bounds.map((bound) => sureMoment(bound, states)).filter((at) => at !== null);
  return [latest(least), surely.length < bounds.length ? null : latest(surely)];
}

/** What the patient could report to change the answer: states of the bound, unreported flags. */
export function dependsOn(ruling: Ruling, now: number, states: States): readonly string[] {
  if (ruling.force === "ended") return [];
  const { window, bound } = ruling;
  if (permits(ruling)) return leaves(window.opens).flatMap((leaf) => awaitedAct(leaf, states));
  const opening = bound === window.opens ? [] : openGates(window.opens, now, states);
  const flags = [...window.needs, ...window.unless].filter((flag) => states[flag] === undefined);
  return [...new Set([...openGates(bound, now, states), ...opening, ...flags])];
}

/** The act that a duty waits for: "when you get home". */
function awaitedAct(leaf: BoundLeaf, states: States): readonly string[] {
  return leaf.act !== null && reportOf(leaf, states) === undefined ? [leaf.act] : [];
}

export function isSame(one: Snapshot, other: Snapshot): boolean {
  return one === other || (one.kind === other.kind && isEqual(one.with, other.with) && isEqual(one.dependsOn, other.dependsOn));
}

function isEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}
