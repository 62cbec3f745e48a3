/** The names, icons and families of topics: all that the first screen needs of the tree. Mirrors server/domain/topics.py. */

/** The format of the names that this app can read: that of the whole document, of which they are a part. */
export const NAMES_FORMAT = 8;

/** What the board of Today needs of the topics (`/api/topics/names/{language}`), stored in columns of the same order. */
export interface TopicNamesDocument {
  readonly format: number;
  /** Separated by spaces; empty where the id is the English label in lower case with hyphens. */
  readonly ids: string;
  /** For each topic, the positions of its families. */
  readonly parents: readonly (readonly number[])[];
  /** Per language one line for each topic: words separated by `|`, label first (of the names: the label alone); empty if the language has no word for it. */
  readonly words: Readonly<Record<string, string>>;
  /** Per language one line for each topic: its short name; empty where that is the label with a capital. */
  readonly short: Readonly<Record<string, string>>;
  /** For each topic its own icon, separated by spaces; empty where it has that of its family. */
  readonly icons: string;
}

/** One topic's words in one language. */
export interface TopicWords {
  readonly topic: string;
  readonly lineage: readonly string[];
  readonly words: readonly string[];
}

type ByLanguage = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface NamedTopics {
  readonly labels: ByLanguage;
  /** Short names of at most 18 characters, per language. */
  readonly shortNames: ByLanguage;
  readonly icons: ReadonlyMap<string, string>;
  /** Each topic, then its families, nearest first. */
  readonly lineage: ReadonlyMap<string, readonly string[]>;
  /** The families that each topic names itself. */
  readonly parents: ReadonlyMap<string, readonly string[]>;
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

/** The names, icons and families of the topics, without the words by which questions are understood. */
export function topicNames(document: TopicNamesDocument): NamedTopics {
  const topics = idsOf(document);
  const parents = new Map(topics.map((id, at) => [id, (document.parents[at] ?? []).flatMap((each) => topics[each] ?? [])]));
  const lineage = new Map(topics.map((id) => [id, lineageOf(parents, id)]));
  const columns = columnsOf(document, lineage);
  return {
    labels: new Map(columns.map(([name, column]) => [name, labelsOf(column)])),
    shortNames: new Map(columns.map(([name, column]) => [name, shortNamesOf(column, document.short[name])])),
    icons: iconsOf(document.icons, lineage),
    parents,
    lineage,
  };
}

/** One column per language, in the order of `lineage`. */
export function columnsOf(document: TopicNamesDocument, lineage: NamedTopics["lineage"]) {
  return Object.entries(document.words).map(([name, text]) => [name, columnOf(text, lineage)] as const);
}

function columnOf(text: string, lineages: NamedTopics["lineage"]): readonly TopicWords[] {
  const lines = text.split("\n");
  return [...lineages].map(([topic, lineage], at) => {
    const line = lines[at] ?? "";
    return { topic, lineage, words: line === "" ? [] : line.replaceAll("_", labelIn(line)).split("|") };
  });
}

function labelIn(line: string): string {
  return line.replace(/\|.*/, "");
}

function idsOf({ ids, words: { en = "" } }: TopicNamesDocument): readonly string[] {
  const english = en.split("\n").map((line) => labelIn(line).toLowerCase().replaceAll(" ", "-"));
  return ids.split(" ").map((id, at) => id || (english[at] ?? ""));
}

/** The topic and its families. Breadth-first, so that nearer families come first. */
export function lineageOf(parents: NamedTopics["parents"], topic: string): readonly string[] {
  const reached = new Set<string>();
  let level: readonly string[] = [topic];
  while (level.length) {
    for (const each of level) reached.add(each);
    level = [...new Set(level.flatMap((each) => parents.get(each) ?? []))].filter((each) => !reached.has(each));
  }
  return [...reached];
}

function labelsOf(column: readonly TopicWords[]): ReadonlyMap<string, string> {
  return new Map(column.flatMap(({ topic, words: [label] }) => (label === undefined ? [] : [[topic, label] as const])));
}

function shortNamesOf(column: readonly TopicWords[], text = ""): ReadonlyMap<string, string> {
  const lines = text.split("\n");
  return new Map(
    column.flatMap(({ topic, words: [label] }, at) => (label === undefined ? [] : [[topic, lines[at] || capitalised(label)] as const])),
  );
}

export function capitalised(label: string): string {
  const plain = label.replace(/^~/, "");
  return plain.slice(0, 1).toUpperCase() + plain.slice(1);
}

function iconsOf(text: string, lineages: NamedTopics["lineage"]): ReadonlyMap<string, string> {
  const listed = text.split(" ");
  const own = new Map([...lineages.keys()].map((topic, at) => [topic, listed[at] ?? ""]));
  return new Map(
    [...lineages].flatMap(([topic, lineage]) => {
      const nearest = lineage.map((each) => own.get(each)).find(Boolean);
      return nearest ? [[topic, nearest] as const] : [];
    }),
  );
}

