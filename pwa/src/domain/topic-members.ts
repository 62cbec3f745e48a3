/** What belongs to each topic. Mirrors `TopicTree.members` of server/domain/topics.py. */

import type { NamedTopics } from "./topic-names";

type Members = ReadonlyMap<string, readonly string[]>;

const known = new WeakMap<NamedTopics["lineage"], Members>();

/** Everything below a topic, in the order of the tree. */
export function membersOf(tree: NamedTopics, topic: string): readonly string[] {
  const members = known.get(tree.lineage) ?? indexed(tree.lineage);
  known.set(tree.lineage, members);
  return members.get(topic) ?? [];
}

function indexed(lineage: NamedTopics["lineage"]): Members {
  const members = new Map<string, string[]>();
  for (const [topic, line] of lineage) {
    for (const family of line.slice(1)) {
      const listed = members.get(family);
      if (listed) listed.push(topic);
      else members.set(family, [topic]);
    }
  }
  return members;
}
