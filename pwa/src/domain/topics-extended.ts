/** The tree with the topics and words of one sheet. Mirrors `TopicTree.extended` in server/domain/topics.py. */

import { once } from "./once";
import type { OwnTopic } from "./timeline";
import { ancestors, capitalised, lineageOf, type NamedTopics } from "./topic-names";
import type { TopicTree } from "./topics";

/** The maximum number of characters in a short name, so that it fits a tile. */
const MAX_SHORT = 18;

type Names = NamedTopics["labels"];

const known = new WeakMap<NamedTopics, Map<string, NamedTopics>>();

const latest = new WeakMap<readonly OwnTopic[], { readonly tree: NamedTopics; readonly extended: NamedTopics }>();

/**
 * The tree with a sheet's own topics. A topic that the tree already has gets further words. The server has refused words
 * that belong to two topics; if a later tree brings one, the tree's topic keeps it.
 */
export function extendedTree<Tree extends NamedTopics>(tree: Tree, own: readonly OwnTopic[] = []): Tree {
  if (!own.length) return tree;
  const same = latest.get(own);
  if (same?.tree === tree) return same.extended as Tree; // one timeline is asked again and again
  const trees = known.get(tree) ?? new Map<string, NamedTopics>();
  known.set(tree, trees);
  const key = JSON.stringify(own);
  const extended = (trees.get(key) as Tree | undefined) ?? extend(tree, own);
  trees.set(key, extended);
  latest.set(own, { tree, extended });
  return extended;
}

function extend<Tree extends NamedTopics>(tree: Tree, own: readonly OwnTopic[]): Tree {
  const added = own.filter(({ id }) => !tree.lineage.has(id));
  const parents = new Map([...tree.parents, ...added.map((topic) => [topic.id, topic.in] as const)]);
  const lineage = new Map([...tree.lineage, ...added.map(({ id }) => [id, lineageOf(parents, id)] as const)]);
  return {
    ...tree,
    ...(isWhole(tree) && { languages: once(() => tree.withWords(tree.languages(), own, lineage)), topics: [...tree.topics, ...added.map(({ id }) => id)] }),
    ...{ parents, lineage },
    labels: withNames(tree.labels, own, (word) => word),
    shortNames: withNames(tree.shortNames, own, shortened),
    icons: new Map([...tree.icons, ...added.flatMap(({ id }) => iconOf(tree, lineageOf(parents, id)).map((icon) => [id, icon] as const))]),
  };
}

/** Whether the tree has all words of its topics, and not only their names. */
function isWhole(tree: NamedTopics): tree is TopicTree {
  return "withWords" in tree;
}

/** The icon of the nearest family that has one. */
function iconOf(tree: NamedTopics, line: readonly string[]): readonly string[] {
  const icon = line.flatMap((topic) => ancestors(tree, topic)).map((topic) => tree.icons.get(topic)).find(Boolean);
  return icon === undefined ? [] : [icon];
}

/** The first word of each language is the topic's name, unless it has one. */
function withNames(names: Names, own: readonly OwnTopic[], nameOf: (word: string) => string): Names {
  const all = new Map(names);
  for (const { id, words: listed } of own) {
    for (const [language, [first]] of Object.entries(listed)) {
      const before = all.get(language) ?? new Map<string, string>();
      if (first !== undefined && !before.has(id)) all.set(language, new Map([...before, [id, nameOf(first)]]));
    }
  }
  return all;
}

/** A name that fits a tile: cut if it is longer. */
function shortened(word: string): string {
  const name = capitalised(word);
  const letters = Array.from(name);
  return letters.length <= MAX_SHORT ? name : `${letters.slice(0, MAX_SHORT - 1).join("")}…`;
}
