/** Answers a question about doing one topic, at one moment. Mirrors server/domain/answers/asking.py. */

import type { States } from "../bounds";
import { HOUR } from "../dates";
import type { Timeline } from "../timeline";
import { ancestors, type NamedTopics } from "../topic-names";
import { Candidates } from "./candidates";
import { Course } from "./course-of-answers";
import { Members } from "./members";
import type { Answer, Change } from "./model";
import { answered, endsOf, SILENCE, snapshotOf, type Outcome, type Snapshot } from "./outcome";
import { decide, type Decision } from "./precedence";
import { judge, restricts, type Candidate } from "./rulings";
import { momentsOf, sweep, type Spans } from "./rulings-index";

/** The prefix of a flag that is reported at the moment of asking. */
export const NOW = "now:";

/** How long ago a state is assumed to have been confirmed, to find the answer that this would lead to. */
const LONG_BEFORE = 3_650 * 24 * HOUR;

/** Less than the precision of any moment. */
const AN_INSTANT = 0.5;

type DecideOn = (topic: string, now: number) => Decision | null;
type Line = ReturnType<Candidates["line"]>;

/** Everything that is asked of one timeline with the same reports. What a topic needs is computed once. */
export class Asking {
  private candidates: Candidates;
  private readonly spans = new Map<Line, Spans>();
  private readonly courses = new Map<string, Course>();
  private readonly known = { now: NaN, decisions: new Map<Line, Decision | null>() };

  constructor(
    readonly timeline: Timeline,
    readonly tree: NamedTopics,
    readonly states: States,
    private readonly end: number,
  ) {
    this.candidates = new Candidates(timeline, tree);
  }

  /** The same with other reports. */
  private given(states: States): Asking {
    const asking = new Asking(this.timeline, this.tree, states, this.end);
    asking.candidates = this.candidates;
    return asking;
  }

  answer(topic: string, now: number): Answer {
    const course = this.courses.get(topic) ?? this.courseOf(topic);
    this.courses.set(topic, course);
    const outcome = this.outcomeAt(topic, now);
    const snapshot = outcome ? snapshotOf(outcome, now, this.states) : SILENCE;
    return answered(topic, snapshot, outcome, {
      ...{ now, states: this.states },
      ...new Members(this, topic, { snapshot, now }).listed(),
      ...course.around(now, snapshot),
      then: course.changes(now, snapshot),
    });
  }

  /** The decision with the ends of its bans. Of several equal rulings, it may name only one. */
  private readonly decide: DecideOn = (topic, now) => {
    const line = this.candidates.line(topic);
    const spans = this.spans.get(line) ?? sweep(line.candidates, this.states);
    this.spans.set(line, spans);
    return spans.decide(now);
  };

  /** The decision with every ruling that belongs to it. */
  private readonly decideInFull: DecideOn = (topic, now) => {
    const line = this.candidates.line(topic);
    const spans = this.spans.get(line);
    if (spans?.inFull === true) return spans.decide(now);
    // the members of a family are asked about for one moment
    if (this.known.now !== now) Object.assign(this.known, { now, decisions: new Map() });
    const known = this.known.decisions.get(line);
    if (known !== undefined) return known;
    const rulings = line.candidates.map((candidate) => judge(candidate, now, this.states));
    const decision = decide(rulings.filter((ruling) => ruling !== null), this.states);
    this.known.decisions.set(line, decision);
    return decision;
  };

  readonly snapshot = (topic: string, now: number): Snapshot => {
    const decision = this.decide(topic, now);
    return decision ? snapshotOf(this.outcome(topic, decision, { now, decideOn: this.decide }), now, this.states) : SILENCE;
  };

  outcomeAt(topic: string, now: number): Outcome | null {
    const decision = this.decideInFull(topic, now);
    return decision && this.outcome(topic, decision, { now, decideOn: this.decideInFull });
  }

  private outcome(topic: string, decision: Decision, { now, decideOn }: { readonly now: number; readonly decideOn: DecideOn }): Outcome {
    const { kind, window } = decision.ruling;
    const conditions = kind === "yes" ? (window.rule.with ?? []) : [];
    // the topic itself may be what the permission needs
    const line = ancestors(this.tree, topic);
    const needed = conditions.some((name) => line.includes(name)) ? [] : conditions;
    const closed = new Map<string, Decision>();
    for (const name of needed) {
      const own = decideOn(name, now);
      if (own && restricts(own.ruling)) closed.set(name, own);
    }
    return { decision, needed, closed };
  }

  private courseOf(topic: string): Course {
    return new Course(this.moments(topic), Date.parse(this.timeline.treated_at), this.end, {
      at: (now) => this.snapshot(topic, now),
      change: (at, after) => this.changeAt(topic, at, after),
      changeByReport: (at, last) => this.changeByReport(topic, at, last),
    });
  }

  /** Every moment at which time alone may change the answer, including those of its conditions. */
  private moments(topic: string): readonly number[] {
    const own = this.candidates.line(topic).candidates;
    const needed = new Set(own.flatMap(({ window }) => window.rule.with ?? []));
    const conditions = [...needed].flatMap((name) => this.candidates.line(name).candidates);
    const all = new Map([...own, ...conditions].map((candidate: Candidate) => [candidate.window, candidate]));
    return [...new Set([...all.values()].flatMap((candidate) => momentsOf(candidate, this.states)))].sort((a, b) => a - b);
  }

  private changeAt(topic: string, at: number, after: Snapshot): Change {
    const former = this.decide(topic, at - AN_INSTANT);
    const rule = this.decide(topic, at)?.ruling.window.rule ?? null;
    const [least, surely] = former ? endsOf(former, this.states) : [at, at];
    const inside = least !== null && surely !== null && least <= at && at <= surely;
    return { ...after, at, rule, leastAt: inside ? least : at, surelyAt: inside ? surely : at };
  }

  /** The change that a report would bring to a "not yet"; none if it would bring none. */
  private changeByReport(topic: string, at: number, last: Snapshot): readonly Change[] {
    if (last.kind !== "not-yet" || !last.dependsOn.length) return [];
    const confirmed = this.given(this.confirmed(last.dependsOn));
    const decision = confirmed.decideInFull(topic, at);
    const outcome = decision && confirmed.outcome(topic, decision, { now: at, decideOn: confirmed.decideInFull });
    const { kind, with: needed } = outcome ? snapshotOf(outcome, at, confirmed.states) : SILENCE;
    if (kind === last.kind) return [];
    const rule = decision?.ruling.window.rule ?? null;
    return [{ at: null, kind, leastAt: null, surelyAt: null, with: needed, dependsOn: last.dependsOn, rule }];
  }

  private confirmed(gates: readonly string[]): States {
    const longAgo = Date.parse(this.timeline.treated_at) - LONG_BEFORE;
    return { ...this.states, ...Object.fromEntries(gates.map((gate) => [gate, gate.startsWith(NOW) ? false : longAgo])) };
  }
}
