import type { Timeline } from "../../../domain/timeline";
import { ancestors, type TopicTree } from "../../../domain/topics";

/** What people ask about most often. */
const OFTEN = ["make-up", "sunscreen", "gym", "exercise", "shower", "cleanser", "moisturiser", "sauna", "swimming", "mascara", "alcohol", "sun", "retinol", "vitamin-c", "painkiller"];
const MOST = 14;

/** Topics to suggest: common questions first, then the topics of this sheet. Symptoms are left out: nobody asks for them. */
export function commonTopics(timeline: Timeline, tree: TopicTree): readonly string[] {
  const named = timeline.windows
    .filter(({ rule }) => ["avoid", "only", "allow", "do"].includes(rule.verb))
    .flatMap(({ rule }) => rule.topics);
  const known = [...OFTEN, ...named].filter((topic) => tree.lineage.has(topic) && !ancestors(tree, topic).includes("symptom"));
  return [...new Set(known)].slice(0, MOST);
}
