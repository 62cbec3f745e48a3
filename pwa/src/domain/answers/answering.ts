/** The answer for one topic of one timeline. Mirrors server/domain/answers/answering.py. */

import type { States } from "../bounds";
import { endOfCourse } from "../course";
import { validStates } from "../skin-states";
import type { Timeline } from "../timeline";
import type { NamedTopics } from "../topic-names";
import { extendedTree } from "../topics-extended";
import { Asking, NOW } from "./asking";
import { answerOf, type Answer } from "./model";
import { isAboutTheSkin, SymptomQuestion } from "./symptoms";

/** `areas` are those that a question about a symptom names. */
interface Circumstances {
  readonly now: number;
  readonly states: States;
  readonly areas?: readonly string[];
}

/**
 * Answer at `now`. `states` holds the latest reports (`healed`, `now:sore`); a state that was never reported is absent. A
 * topic of null is an unknown topic: "unsaid".
 */
export function answer(timeline: Timeline, tree: NamedTopics, topic: string | null, at: Circumstances): Answer {
  if (topic === null) return answerOf("unsaid", null);
  const states = openStates(validStates(timeline, at.states, at.now));
  const end = endOfCourse(timeline)?.at ?? Date.parse(timeline.treated_at);
  const whole = extendedTree(tree, timeline.topics);
  if (isAboutTheSkin(topic, whole)) return new SymptomQuestion(topic, timeline, whole, { states, end, areas: at.areas ?? [] }).answer(at.now);
  return askingOf(timeline, whole, states, end).answer(topic, at.now);
}

const latest = new WeakMap<Timeline, Asking>();

/** The computation for the latest reports, which a reply uses for several topics and moments. */
function askingOf(timeline: Timeline, tree: NamedTopics, states: States, end: number): Asking {
  const known = latest.get(timeline);
  if (known?.tree === tree && isSame(known.states, states)) return known;
  const asking = new Asking(timeline, tree, states, end);
  latest.set(timeline, asking);
  return asking;
}

function isSame(one: States, other: States): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** Leave out denials of skin states: a denied state leaves the answer open, like one that nobody reported. */
function openStates(states: States): States {
  return Object.fromEntries(Object.entries(states).filter(([name, report]) => report !== false || name.startsWith(NOW)));
}
