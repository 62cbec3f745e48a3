/** The rules that may speak about a topic. Mirrors the functions of the same names in server/domain/answers/asking.py. */

import type { Timeline, TimelineRule, Window } from "../timeline";
import type { TopicTree } from "../topics";
import { ancestors } from "../topics";
import type { Verb } from "../vocabulary";
import type { Candidate } from "./rulings";
import { byTopic } from "./windows";

const SPEAKING: readonly Verb[] = ["avoid", "only", "allow", "do", "repeat"];

export function candidatesOf(timeline: Timeline, tree: TopicTree, topic: string): readonly Candidate[] {
  const line = ancestors(tree, topic);
  const candidates = new Map<Window, Candidate>();
  for (const [place, name] of line.entries()) {
    for (const window of byTopic(timeline).get(name) ?? []) {
      if (!candidates.has(window) && SPEAKING.includes(window.rule.verb)) candidates.set(window, { window, place, sibling: false });
    }
  }
  for (const window of timeline.windows) {
    if (window.rule.verb !== "only" || candidates.has(window)) continue;
    const closed = family(window.rule, tree).map((name) => line.indexOf(name)).filter((place) => place >= 0);
    if (closed.length) candidates.set(window, { window, place: Math.min(...closed), sibling: true });
  }
  return [...candidates.values()];
}

/** The families that an `only` rule closes: those it names, else the nearest common parents. */
export function family(rule: TimelineRule, tree: TopicTree): readonly string[] {
  if (rule.family?.length) return rule.family;
  const [first = [], ...others] = rule.topics.map((topic) => ancestors(tree, topic));
  const common = first.filter((topic) => !rule.topics.includes(topic) && others.every((line) => line.includes(topic)));
  const farther = new Set(common.flatMap((topic) => ancestors(tree, topic).slice(1)));
  return common.filter((topic) => !farther.has(topic));
}
