/** Answers "can I …?" at a moment. Mirrors server/domain/answers.py; the golden cases hold both. Silence is never a yes. */

import type { Bound, States } from "./bounds";
import { leastMoment, leaves, openGates, gateOf, sureMoment } from "./bounds";
import { HOUR } from "./dates";
import type { Timeline, TimelineRule, Window } from "./timeline";
import type { TopicTree } from "./topics";
import { ancestors } from "./topics";
import type { Ruling, RulingKind } from "./rulings";
import { decide, rulingOf, siblingRulingOf } from "./rulings";

export type AnswerKind = RulingKind | "unsaid";

/** Moments are epoch milliseconds. The answer holds from `since` (inclusive) to `until` (exclusive). */
export interface Answer {
  readonly kind: AnswerKind;
  readonly topic: string | null;
  readonly only: readonly string[];
  readonly since: number | null;
  readonly until: number | null;
  readonly leastHours: number | null;
  readonly surelyHours: number | null;
  /** States, acts and now-flags that are not known yet and would change the answer. */
  readonly dependsOn: readonly string[];
  readonly rule: TimelineRule | null;
  readonly bound: Bound | null;
}

interface Candidate {
  readonly window: Window;
  readonly exact: boolean;
  /** True for an `only` rule that excludes this topic instead of naming it. */
  readonly sibling: boolean;
}

interface Question {
  readonly timeline: Timeline;
  readonly states: States;
  readonly candidates: readonly Candidate[];
}

/** Answer a question about a topic. `states` holds states (`healed`), acts and flags (`now:sore`) as last reported. */
export function answer(timeline: Timeline, tree: TopicTree, topic: string | null, at: { now: number; states: States }): Answer {
  if (topic === null) return unsaid(null, null);
  const question = { timeline, states: at.states, candidates: candidatesFor(timeline, tree, topic) };
  const ruling = rulingAt(question, at.now);
  const { since, until } = periodOf(question, at.now, ruling?.kind ?? "unsaid");
  if (ruling === null) return unsaid(topic, until);
  const { bound } = ruling;
  const { rule } = ruling.window;
  return {
    kind: ruling.kind,
    topic,
    only: ruling.kind === "only" ? rule.topics : [],
    // the patient reports that a state holds, not since when
    since: leaves(bound).some((leaf) => at.states[gateOf(leaf) ?? ""] !== undefined) ? null : since,
    until,
    leastHours: hoursUntil(timeline, leastMoment(bound, at.states)),
    surelyHours: hoursUntil(timeline, sureMoment(bound, at.states)),
    dependsOn: dependsOn(ruling, at.now, at.states),
    rule,
    bound,
  };
}

function unsaid(topic: string | null, until: number | null): Answer {
  const nothing = { since: null, leastHours: null, surelyHours: null, rule: null, bound: null };
  return { kind: "unsaid", topic, only: [], until, dependsOn: [], ...nothing };
}

/** Whether the answer is more than a permission: the sheet tells the patient to do it. */
export function isInstruction(result: Answer): boolean {
  return result.kind === "yes" && result.rule?.verb === "do";
}

function candidatesFor(timeline: Timeline, tree: TopicTree, topic: string): readonly Candidate[] {
  const lineage = ancestors(tree, topic);
  const byWindow = new Map<Window, Candidate>();
  for (const each of lineage) {
    for (const window of timeline.windows) {
      if (window.rule.topics.includes(each) && !byWindow.has(window)) {
        byWindow.set(window, { window, exact: each === topic, sibling: false });
      }
    }
  }
  for (const window of timeline.windows) {
    const closes = window.rule.verb === "only" && family(window.rule, tree).some((each) => lineage.includes(each));
    if (closes && !byWindow.has(window)) byWindow.set(window, { window, exact: false, sibling: true });
  }
  return [...byWindow.values()];
}

/** The families whose other members an `only` rule excludes: those it names, else the nearest common ancestors. */
function family(rule: TimelineRule, tree: TopicTree): readonly string[] {
  if (rule.family?.length) return rule.family;
  const lineages = rule.topics.map((topic) => ancestors(tree, topic));
  const common = (lineages[0] ?? []).filter(
    (topic) => !rule.topics.includes(topic) && lineages.every((line) => line.includes(topic)),
  );
  const farther = new Set(common.flatMap((topic) => ancestors(tree, topic).slice(1)));
  return common.filter((topic) => !farther.has(topic));
}

function rulingAt({ candidates, states }: Question, now: number): Ruling | null {
  const rulings = candidates.map(({ window, exact, sibling }) => (sibling ? siblingRulingOf : rulingOf)(window, now, states, exact));
  return decide(
    rulings.filter((ruling) => ruling !== null),
    states,
  );
}

/** The period around `now` in which the answer is of this kind. */
function periodOf(question: Question, now: number, kind: AnswerKind): { since: number; until: number | null } {
  const begin = Date.parse(question.timeline.treated_at);
  const moments = momentsOf(question.candidates);
  const until = moments.find((at) => at > now && kindAt(question, at) !== kind) ?? null;
  let [since, previous] = [begin, begin];
  for (const at of moments.filter((each) => begin < each && each <= now)) {
    if (kindAt(question, previous) !== kind) since = at;
    previous = at;
  }
  return { since, until };
}

function kindAt(question: Question, at: number): AnswerKind {
  return rulingAt(question, at)?.kind ?? "unsaid";
}

function momentsOf(candidates: readonly Candidate[]): readonly number[] {
  const bounds = candidates.flatMap(({ window }) => [...leaves(window.opens), ...leaves(window.closes)]);
  const times = bounds.flatMap((leaf) => [leaf.least_at, leaf.surely_at]).filter((at) => at !== null);
  return [...new Set(times.map((at) => Date.parse(at)))].sort((a, b) => a - b);
}

function hoursUntil(timeline: Timeline, moment: number | null): number | null {
  if (moment === null) return null;
  return Math.round(((moment - Date.parse(timeline.treated_at)) / HOUR) * 10_000) / 10_000;
}

function dependsOn(ruling: Ruling, now: number, states: States): readonly string[] {
  if (ruling.kind === "yes") return [];
  const { window, bound } = ruling;
  const opening = bound === window.opens ? [] : openGates(window.opens, now, states);
  const flags = [...window.needs, ...window.unless].filter((flag) => states[flag] === undefined);
  return [...new Set([...openGates(bound, now, states), ...opening, ...flags])];
}
