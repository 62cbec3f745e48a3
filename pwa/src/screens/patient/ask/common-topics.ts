import type { Timeline } from "../../../domain/timeline";
import { ancestors, type TopicTree } from "../../../domain/topics";

/** The topics that people ask about most. */
const OFTEN = ["make-up", "sunscreen", "gym", "exercise", "shower", "cleanser", "moisturizer", "sauna", "swimming", "mascara", "alcohol", "sun", "retinol", "vitamin-c", "painkiller"];
const MOST = 14;

/** Topics to tap: the most common ones first, then those of this sheet. Nobody asks "Can I …?" about a symptom. */
export function commonTopics(timeline: Timeline, tree: TopicTree): readonly string[] {
  const named = timeline.windows
    .filter(({ rule }) => ["avoid", "only", "allow", "do"].includes(rule.verb))
    .flatMap(({ rule }) => rule.topics);
  const known = [...OFTEN, ...named].filter((topic) => tree.lineage.has(topic) && !ancestors(tree, topic).includes("symptom"));
  return [...new Set(known)].slice(0, MOST);
}
