/** The names, icons and families of topics: all that the first screen needs of the tree. */

import type { TopicTree } from "./topics";

/** The topic and its families, nearest first. A topic that the tree does not know has no families. */
export function ancestors(tree: TopicTree, topic: string): readonly string[] {
  return tree.lineage.get(topic) ?? [topic];
}

/** The label of a topic in this language, else in another one, else its id. */
export function labelOf(tree: TopicTree, topic: string, language: string): string {
  return nameIn(tree.labels, topic, language);
}

/** The short name of a topic in this language, else in another one, else its id. */
export function shortOf(tree: TopicTree, topic: string, language: string): string {
  return nameIn(tree.shortNames, topic, language);
}

/** The icon of a topic: its own, else that of its nearest family that has one, else "other". */
export function iconOf(tree: TopicTree, topic: string): string {
  return tree.icons.get(topic) ?? "other";
}

function nameIn(names: TopicTree["labels"], topic: string, language: string): string {
  const own = names.get(language)?.get(topic);
  if (own !== undefined) return own;
  for (const each of names.values()) {
    const other = each.get(topic);
    if (other !== undefined) return other;
  }
  return topic;
}
