/** Answers a question about doing one topic, at one moment. Mirrors server/domain/answers/asking.py. */

import type { Bound, BoundLeaf, States } from "../bounds";
import { gateOf, latest, leastMoment, leaves, openGates, reportOf, sureMoment, timesOf } from "../bounds";
import { HOUR } from "../dates";
import type { Timeline } from "../timeline";
import type { TopicTree } from "../topics";
import { ancestors } from "../topics";
import { candidatesOf } from "./candidates";
import { answerOf, MAX_EXCEPT, STRICTNESS, type Answer, type AnswerKind, type Change, type StricterMember } from "./model";
import { decide, type Decision } from "./precedence";
import { judge, permits, restricts, type Candidate, type Ruling } from "./rulings";
import { byTopic } from "./windows";

/** The prefix of a flag that is reported at the moment of asking. */
export const NOW = "now:";

/** How long ago a state is supposed to have been confirmed, to find the answer that this would lead to. */
const LONG_BEFORE = 3_650 * 24 * HOUR;

/** Less than the precision of any moment. */
const AN_INSTANT = 0.5;

/** What matters about the answer at one moment; two moments with equal snapshots have the same answer. */
interface Snapshot {
  readonly kind: AnswerKind;
  readonly with: readonly string[];
  readonly dependsOn: readonly string[];
}

const SILENCE: Snapshot = { kind: "unsaid", with: [], dependsOn: [] };

interface Essence {
  readonly snapshot: Snapshot;
  readonly dropped: readonly Answer[];
}

/** Everything that is asked of one timeline with the same reports. Candidates are looked up once per topic. */
export class Asking {
  private readonly known = new Map<string, readonly Candidate[]>();
  private readonly decisions = new Map<string, Decision | null>();
  private readonly treatedAt: number;

  constructor(
    private readonly timeline: Timeline,
    private readonly tree: TopicTree,
    private readonly states: States,
    private readonly end: number,
  ) {
    this.treatedAt = Date.parse(timeline.treated_at);
  }

  answer(topic: string, now: number): Answer {
    const decision = this.decide(topic, now);
    const { snapshot, dropped } = this.essence(decision, now);
    const moments = this.moments(topic);
    const answer = answerOf(snapshot.kind, topic, {
      with: snapshot.with,
      dropped,
      except: this.stricterMembers(topic, snapshot.kind, now),
      ...this.around(topic, now, snapshot.kind, moments),
      dependsOn: snapshot.dependsOn,
      then: this.changes(topic, now, snapshot, moments),
    });
    return decision ? decided(answer, decision, dropped, this.states) : answer;
  }

  private decide(topic: string, now: number, states = this.states): Decision | null {
    if (states !== this.states) return this.judged(topic, now, states);
    const key = `${topic} ${now}`;
    const known = this.decisions.get(key);
    if (known !== undefined) return known;
    const decision = this.judged(topic, now, states);
    this.decisions.set(key, decision);
    return decision;
  }

  private judged(topic: string, now: number, states: States): Decision | null {
    const rulings = this.candidates(topic).map((candidate) => judge(candidate, now, states));
    return decide(rulings.filter((ruling) => ruling !== null), states);
  }

  private snapshot(topic: string, now: number, states = this.states): Snapshot {
    return this.essence(this.decide(topic, now, states), now, states).snapshot;
  }

  private candidates(topic: string): readonly Candidate[] {
    const candidates = this.known.get(topic) ?? candidatesOf(this.timeline, this.tree, topic);
    this.known.set(topic, candidates);
    return candidates;
  }

  private essence(decision: Decision | null, now: number, states = this.states): Essence {
    if (decision === null) return { snapshot: SILENCE, dropped: [] };
    const { ruling } = decision;
    const needed = ruling.kind === "yes" ? (ruling.window.rule.with ?? []) : [];
    const dropped = needed.flatMap((topic) => {
      const own = this.decide(topic, now, states);
      return own && restricts(own.ruling) ? [asAnswer(topic, own, now, states)] : [];
    });
    const left = needed.filter((topic) => !dropped.some((answer) => answer.topic === topic));
    const easiest = easiestOf(dropped);
    if (easiest && !left.length) return { snapshot: { kind: easiest.kind, with: needed, dependsOn: easiest.dependsOn }, dropped };
    return { snapshot: { kind: ruling.kind, with: left, dependsOn: dependsOn(ruling, now, states) }, dropped };
  }

  /** The moments at which the answer became `kind` and at which it next changes. */
  private around(topic: string, now: number, kind: AnswerKind, moments: readonly number[]): Pick<Answer, "since" | "until"> {
    const isOther = (at: number): boolean => this.snapshot(topic, at).kind !== kind;
    const until = moments.find((at) => at > now && isOther(at)) ?? null;
    const past = [this.treatedAt, ...moments.filter((at) => this.treatedAt < at && at <= now)];
    const changed = past.slice(0, -1).findLast(isOther) ?? -Infinity;
    return { since: Math.min(...past.filter((at) => at > changed)), until };
  }

  /** Every moment at which time alone may change the answer, including those of its conditions. */
  private moments(topic: string): readonly number[] {
    const windows = this.candidates(topic).map(({ window }) => window);
    const needed = windows.flatMap(({ rule }) => rule.with ?? []);
    const all = new Set([...windows, ...needed.flatMap((name) => this.candidates(name).map(({ window }) => window))]);
    const ends = [...all].flatMap(({ opens, closes }) => [...leaves(opens), ...leaves(closes)]);
    const times = ends.flatMap((leaf) => timesOf(leaf, this.states)).filter((at) => at !== null);
    return [...new Set(times)].sort((a, b) => a - b);
  }

  /** The changes up to the end of the course, and last the one that a report would bring. */
  private changes(topic: string, now: number, first: Snapshot, moments: readonly number[]): readonly Change[] {
    const changes: Change[] = [];
    let [last, at] = [first, now];
    for (const moment of moments.filter((each) => now < each && each <= Math.max(this.end, now))) {
      const snapshot = this.snapshot(topic, moment);
      if (!isSame(snapshot, last)) changes.push(this.change(topic, moment, snapshot));
      [last, at] = [snapshot, moment];
    }
    return [...changes, ...this.changeByReport(topic, at, last)];
  }

  private changeByReport(topic: string, at: number, last: Snapshot): readonly Change[] {
    if (last.kind !== "not-yet" || !last.dependsOn.length) return [];
    const confirmed = this.confirmed(last.dependsOn);
    const { kind, with: needed } = this.snapshot(topic, at, confirmed);
    if (kind === last.kind) return [];
    const rule = this.decide(topic, at, confirmed)?.ruling.window.rule ?? null;
    return [{ at: null, kind, leastAt: null, surelyAt: null, with: needed, dependsOn: last.dependsOn, rule }];
  }

  private change(topic: string, at: number, after: Snapshot): Change {
    const former = this.decide(topic, at - AN_INSTANT);
    const rule = this.decide(topic, at)?.ruling.window.rule ?? null;
    const [least, surely] = former ? endsOf(former, this.states) : [at, at];
    const inside = least !== null && surely !== null && least <= at && at <= surely;
    return { ...after, at, rule, leastAt: inside ? least : at, surelyAt: inside ? surely : at };
  }

  private confirmed(gates: readonly string[]): States {
    const longAgo = this.treatedAt - LONG_BEFORE;
    return { ...this.states, ...Object.fromEntries(gates.map((gate) => [gate, gate.startsWith(NOW) ? false : longAgo])) };
  }

  private stricterMembers(topic: string, kind: AnswerKind, now: number): readonly StricterMember[] {
    if (kind === "no") return [];
    const members = this.members(topic).flatMap((name) => this.member(name, now) ?? []);
    const stricter = members.filter((member) => STRICTNESS[member.kind] < STRICTNESS[kind]);
    const own = stricter.filter((member) => !this.isInherited(member, stricter));
    return own.sort(strictestFirst).slice(0, MAX_EXCEPT);
  }

  /** The members that rules name, and those that belong to another family which rules name. */
  private members(topic: string): readonly string[] {
    const line = ancestors(this.tree, topic);
    return this.tree.topics.filter((name) => {
      const above = ancestors(this.tree, name);
      return name !== topic && above.includes(topic) && above.some((each) => !line.includes(each) && this.isNamed(each));
    });
  }

  private isNamed(topic: string): boolean {
    return byTopic(this.timeline).has(topic);
  }

  /** Whether a rule's own topic, or the first that it covers, stands for this member, too. */
  private isInherited(member: StricterMember, others: readonly StricterMember[]): boolean {
    const alike = others.filter((other) => other.rule === member.rule);
    if (this.isNamed(member.topic)) {
      const families = ancestors(this.tree, member.topic).slice(1);
      return alike.some((other) => families.includes(other.topic));
    }
    return alike.some((other) => this.isNamed(other.topic)) || alike[0] !== member;
  }

  private member(topic: string, now: number): StricterMember | null {
    const decision = this.decide(topic, now);
    if (decision === null || !restricts(decision.ruling)) return null;
    const [, until] = endsOf(decision, this.states);
    return { topic, kind: decision.ruling.kind, until, rule: decision.ruling.window.rule };
  }
}

function strictestFirst(one: StricterMember, other: StricterMember): number {
  const [ends, otherEnds] = [one.until ?? Infinity, other.until ?? Infinity];
  return STRICTNESS[one.kind] - STRICTNESS[other.kind] || (ends === otherEnds ? 0 : otherEnds - ends);
}

function asAnswer(topic: string, decision: Decision, now: number, states: States): Answer {
  const { ruling } = decision;
  return decided(answerOf(ruling.kind, topic, { dependsOn: dependsOn(ruling, now, states) }), decision, [], states);
}

/** The first of the least strict answers. */
function easiestOf(answers: readonly Answer[]): Answer | undefined {
  return answers.reduce<Answer | undefined>((easiest, answer) => (easiest && STRICTNESS[answer.kind] <= STRICTNESS[easiest.kind] ? easiest : answer), undefined);
}

/** Add what the deciding rule says. Where no condition is left, the answer for the conditions applies. */
function decided(answer: Answer, decision: Decision, dropped: readonly Answer[], states: States): Answer {
  const { ruling } = decision;
  const { rule } = ruling.window;
  const also = new Map(decision.also.map(({ window }) => [window.rule.id, window.rule]));
  also.delete(rule.id);
  const easiest = answer.kind === ruling.kind ? undefined : easiestOf(dropped);
  const [leastAt, surelyAt] = easiest ? [easiest.leastAt, easiest.surelyAt] : endsOf(decision, states);
  const ends = leaves(ruling.bound);
  return {
    ...answer,
    only: answer.kind === "only" ? rule.topics : [],
    // The report of a state does not say when the state began.
    since: ends.some((leaf) => states[gateOf(leaf) ?? ""] !== undefined) ? null : answer.since,
    ...{ leastAt, surelyAt, rule, also: [...also.values()] },
    numberMissing: ends.some((leaf) => leaf.kind === "unknown"),
    minimum: ends.some((leaf) => leaf.kind === "minimum"),
  };
}

/** The earliest and the latest end of what decides; of several bans, the latest of each. */
function endsOf({ ruling, bans }: Decision, states: States): readonly [number | null, number | null] {
  const bounds: readonly (Bound | null)[] = bans.length ? bans.map(({ bound }) => bound) : [ruling.bound];
  const least = bounds.map((bound) => leastMoment(bound, states)).filter((at) => at !== null);
  const surely = bounds.map((bound) => sureMoment(bound, states)).filter((at) => at !== null);
  return [latest(least), surely.length < bounds.length ? null : latest(surely)];
}

/** What the patient could report to change the answer: states of the bound, unreported flags. */
function dependsOn(ruling: Ruling, now: number, states: States): readonly string[] {
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

function isSame(one: Snapshot, other: Snapshot): boolean {
  return one.kind === other.kind && isEqual(one.with, other.with) && isEqual(one.dependsOn, other.dependsOn);
}

function isEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}
