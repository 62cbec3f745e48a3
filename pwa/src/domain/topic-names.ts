/** The names, icons and families of topics: all that the first screen needs of the tree. */

type ByLanguage = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface NamedTopics {
  readonly labels: ByLanguage;
  /** Short names of at most 18 characters, per language. */
  readonly shortNames: ByLanguage;
  readonly icons: ReadonlyMap<string, string>;
  /** Each topic, then its families, nearest first. */
  readonly lineage: ReadonlyMap<string, readonly string[]>;
}

/** The topic and its families, nearest first. A topic that the tree does not know has no families. */
export function ancestors(tree: NamedTopics, topic: string): readonly string[] {
  return tree.lineage.get(topic) ?? [topic];
}

/** The label of a topic in this language, else in another one, else its id. */
export function labelOf(tree: NamedTopics, topic: string, language: string): string {
  return nameIn(tree.labels, topic, language);
}

/** The short name of a topic in this language, else in another one, else its id. */
export function shortOf(tree: NamedTopics, topic: string, language: string): string {
  return nameIn(tree.shortNames, topic, language);
}

/** The icon of a topic: its own, else that of its nearest family that has one, else "other". */
export function iconOf(tree: NamedTopics, topic: string): string {
  return tree.icons.get(topic) ?? "other";
}

/** The names under which a drawing of the topic may be found, the best first: it, its families, then the icon of the tree. */
export function drawingsOf(tree: NamedTopics, topic: string): readonly string[] {
  return [...ancestors(tree, topic), iconOf(tree, topic)];
}

function nameIn(names: ByLanguage, topic: string, language: string): string {
  const own = names.get(language)?.get(topic);
  if (own !== undefined) return own;
  for (const each of names.values()) {
    const other = each.get(topic);
    if (other !== undefined) return other;
  }
  return topic;
}
