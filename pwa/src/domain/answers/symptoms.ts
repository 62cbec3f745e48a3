/**
 * Answers a question about a symptom or a sign from the sheet's `expect` and `call` rules. Mirrors
 * server/domain/answers/symptoms.py.
 */

import type { States } from "../bounds";
import { certainty, leastMoment, leaves, REACHED, sureMoment, timesOf } from "../bounds";
import { expectsAt, isNumberless, isPast } from "../course";
import type { Timeline, Window } from "../timeline";
import { ancestors, type NamedTopics } from "../topic-names";
import { SIGNS, type Verb } from "../vocabulary";
import { answerOf, type Answer, type AnswerKind, type Change, type StricterMember } from "./model";
import { byTopic } from "./windows";

/** The report that a symptom is severe, implied by the words of a question. */
export const SEVERE_NOW = "now:severe";

/** The report that a symptom does not go away, implied by the words of a question. */
export const LASTING_NOW = "now:lasting";

/** The report that a symptom gets worse, implied by the words of a question. No sheet describes that. */
export const WORSE_NOW = "now:worse";

/** The reports that a symptom is strong, or all over, implied by the words of a question: it is more than slight. */
const STRONG_NOW = "now:strong";
const WIDE_NOW = "now:wide";

/** Symptoms that are severe as soon as they are strong. */
const HURTING: readonly string[] = ["burning", "pain"];

const SEVERE: readonly string[] = ["severe-pain"];

/** Topics that name no symptom: no sheet expects them, and any call may be meant. */
const ANYTHING: readonly string[] = ["symptom", "unexpected-reaction"];

/** Redness shows as darkening on darker skin. */
const COLOURS: readonly string[] = ["redness", "darkening"];

interface Outcome {
  readonly kind: AnswerKind;
  /** The window that decides. */
  readonly window: Window | null;
}

/** A symptom or sign, with the rules of one sheet that are about it. */
export class SymptomQuestion {
  private readonly expected: readonly Window[];
  private readonly calls: readonly Window[];
  private readonly states: States;
  private readonly end: number;

  /** `end` is the end of the course, `areas` are those that the question names. */
  constructor(
    private readonly topic: string,
    private readonly timeline: Timeline,
    tree: NamedTopics,
    { states, end, areas }: { readonly states: States; readonly end: number; readonly areas: readonly string[] },
  ) {
    const expected = ANYTHING.includes(topic) ? [] : speaking(timeline, tree, topic, "expect");
    const calls = speaking(timeline, tree, topic, "call");
    // a symptom that no rule names, or that lasts longer than described, is unexpected
    const isExpected = expected.length > 0 && states[LASTING_NOW] !== true && states[WORSE_NOW] !== true;
    this.calls = calls.length || isExpected ? calls : named(timeline, ["unexpected-reaction"], "call");
    const holding = expected.filter((window) => holds(window, states));
    // "two days, four around the eyes": the rule for the area decides there
    const local = areas.length ? holding.filter(({ rule }) => rule.area !== undefined) : [];
    this.expected = local.length ? local : holding;
    this.states = states;
    this.end = end;
  }

  answer(now: number): Answer {
    const { kind, window } = this.at(now);
    const numberless = this.calls.filter((call) => isNumberless(call) && call !== window).map((call) => call.rule);
    const changes = this.changes(now, kind);
    const ends = kind === "expected" || kind === "longer" ? (window?.closes ?? null) : null;
    return answerOf(kind, this.topic, {
      until: kind === "expected" ? (changes[0]?.at ?? null) : null,
      leastAt: leastMoment(ends, this.states),
      surelyAt: sureMoment(ends, this.states),
      rule: window?.rule ?? null,
      also: kind === "expected" || kind === "longer" ? numberless : [],
      then: changes,
      others: kind === "unsaid" ? this.elsewhen() : [],
    });
  }

  /** What the sheet expects at another time, for a symptom on which it is silent now. */
  private elsewhen(): readonly StricterMember[] {
    return this.expected.slice(0, 1).map(({ rule }) => ({ topic: this.topic, kind: "expected", until: null, rule, with: [], prescribed: false }));
  }

  /** The answer's kind and the window that decides, in the order of CARE_PROTOCOL.md. */
  private at(now: number): Outcome {
    const isWorse = this.states[WORSE_NOW] === true;
    const due = this.calls.find((call) => this.isDue(call, now) || (isWorse && isNumberless(call) && applies(call, now, this.states)));
    if (due) return { kind: "tell", window: due };
    const expecting = this.expected.filter((window) => this.expects(window, now));
    const described = expecting.filter((window) => this.describes(window));
    if (described.length) return { kind: "expected", window: lastToEnd(described, this.states) };
    if (expecting.length) return { kind: "longer", window: lastToEnd(expecting, this.states) };
    const past = this.expected.filter((window) => isPast(window, now, this.states));
    if (past.length && past.length === this.expected.length) return { kind: "longer", window: lastToEnd(past, this.states) };
    const call = this.calls.find((each) => applies(each, now, this.states));
    return call ? { kind: "tell", window: call } : { kind: "unsaid", window: null };
  }

  /** Whether it is a call that names the sign, or whose time has come. */
  private isDue(call: Window, now: number): boolean {
    if (!applies(call, now, this.states)) return false;
    return !isNumberless(call) || (isSign(this.topic) && call.rule.topics.includes(this.topic));
  }

  /** An `expect` without a dated end covers a symptom until the end of the course unless it is said to persist. */
  private expects(window: Window, now: number): boolean {
    if (!expectsAt(window, now, this.states)) return false;
    if (leaves(window.closes).some((leaf) => leaf.surely_at !== null)) return true;
    return this.states[LASTING_NOW] !== true && now < Math.max(this.end, Date.parse(this.timeline.treated_at));
  }

  /**
   * Whether the sheet describes it as severe, if it is something severe, and as more than slight, if it is strong or all
   * over. Where the sheet gives no grade, what is strong without being severe is described, too.
   */
  private describes(window: Window): boolean {
    const reported = this.states[SEVERE_NOW] === true || this.states[WORSE_NOW] === true;
    const strong = this.states[STRONG_NOW] === true || this.states[WIDE_NOW] === true;
    const severe = SEVERE.includes(this.topic) || reported || (strong && HURTING.includes(this.topic));
    if (severe) return window.rule.up_to === "severe";
    return !strong || !["very-mild", "mild"].includes(window.rule.up_to ?? "");
  }

  private changes(now: number, kind: AnswerKind): readonly Change[] {
    const changes: Change[] = [];
    let latest = kind;
    for (const moment of this.moments().filter((at) => now < at && at <= Math.max(this.end, now))) {
      const { kind: after, window } = this.at(moment);
      const at = { at: moment, leastAt: moment, surelyAt: moment };
      if (after !== latest) changes.push({ ...at, kind: after, with: [], dependsOn: [], rule: window?.rule ?? null });
      latest = after;
    }
    return changes;
  }

  private moments(): readonly number[] {
    const ends = [...this.expected, ...this.calls].flatMap(({ opens, closes }) => [...leaves(opens), ...leaves(closes)]);
    const times = ends.flatMap((leaf) => timesOf(leaf, this.states)).filter((at) => at !== null);
    return [...new Set([this.end, ...times])].sort((a, b) => a - b);
  }
}

/** Whether this is a symptom or a sign, which is not done but noticed. */
export function isAboutTheSkin(topic: string, tree: NamedTopics): boolean {
  return ancestors(tree, topic).includes("symptom");
}

function isSign(topic: string): boolean {
  return (SIGNS as readonly string[]).includes(topic);
}

/** The rules on the symptom or its families; for a family, also those on its members. */
function speaking(timeline: Timeline, tree: NamedTopics, topic: string, verb: Verb): readonly Window[] {
  // a sign to report, but no reason to expect it on any skin
  const isShown = topic === "redness" || (topic === "darkening" && verb === "call");
  const line = isShown ? COLOURS : ancestors(tree, topic);
  const windows = new Set(named(timeline, line, verb));
  if (windows.size) return [...windows];
  const members = [...byTopic(timeline).keys()].filter((name) => ancestors(tree, name).includes(topic));
  return [...new Set(named(timeline, members, verb))];
}

function named(timeline: Timeline, topics: readonly string[], verb: Verb): readonly Window[] {
  return topics.flatMap((topic) => byTopic(timeline).get(topic) ?? []).filter((window) => window.rule.verb === verb);
}

function holds(window: Window, states: States): boolean {
  return !window.needs.some((flag) => states[flag] === false);
}

/** A call may come early, never late. One with a missing number or without a beginning always applies. */
function applies(call: Window, now: number, states: States): boolean {
  if (!holds(call, states) || isPast(call, now, states)) return false;
  return call.opens === null || isNumberless(call) || certainty(call.opens, now, states, true) === REACHED;
}

/** The first of the windows that end last; an open end is the last of all. */
function lastToEnd(windows: readonly Window[], states: States): Window | null {
  const end = (window: Window): number => sureMoment(window.closes, states) ?? Infinity;
  return windows.reduce<Window | null>((last, window) => (last && end(window) <= end(last) ? last : window), null);
}
