/** The topic tree. Mirrors server/domain/topics.py and topics_index.py. */

import { unfolded, type QuestionsDocument } from "./question-words";
import type { NamedTopics } from "./topic-names";
import { SHORT, runTogether, singulars, spellings, words } from "./topics-words";

/** The format of the topics document that this app can read. */
export const TOPICS_FORMAT = 8;

/** The topics document (`/api/topics`), stored in columns of the same order. `_` in a topic's words stands for its label. */
export interface TopicsDocument {
  readonly format: number;
  /** Separated by spaces; empty where the id is the English label in lower case with hyphens. */
  readonly ids: string;
  /** For each topic, the positions of its families. */
  readonly parents: readonly (readonly number[])[];
  /** Per language one line for each topic: words separated by `|`, label first; empty if the language has no word for it. */
  readonly words: Readonly<Record<string, string>>;
  /** Per language one line for each topic: its short name; empty where that is the label with a capital. */
  readonly short: Readonly<Record<string, string>>;
  /** For each topic its own icon, separated by spaces; empty where it has that of its family. */
  readonly icons: string;
  readonly small: Readonly<Record<string, string>>;
  readonly ordinary: Readonly<Record<string, string>>;
  readonly tails: string;
  readonly questions: QuestionsDocument;
}

/** One topic's words in one language. */
export interface TopicWords {
  readonly topic: string;
  readonly lineage: readonly string[];
  readonly words: readonly string[];
}

/** A word of the tree. `rank`: something to use or do (2) precedes a weak word (1), which precedes a symptom (0). */
export interface Phrase {
  readonly topic: string;
  readonly text: string;
  readonly weak: boolean;
  readonly symptom: boolean;
  readonly rank: number;
  /** Number of families above the topic; a deeper topic is more specific. */
  readonly depth: number;
}

/** The words of one language by their normalised form. */
export interface Language {
  readonly name: string;
  readonly phrases: ReadonlyMap<string, Phrase>;
  readonly plurals: ReadonlyMap<string, Phrase>;
  readonly vocabulary: ReadonlyMap<number, ReadonlySet<string>>;
  readonly longest: number;
  readonly small: ReadonlySet<string>;
  readonly ordinary: ReadonlySet<string>;
}

export interface TopicTree extends NamedTopics {
  readonly languages: ReadonlyMap<string, Language>;
  readonly parents: ReadonlyMap<string, readonly string[]>;
  readonly tails: readonly string[];
  /** Every topic id, families before their members. */
  readonly topics: readonly string[];
  readonly questions: QuestionsDocument;
}

export { ancestors, drawingsOf, iconOf, labelOf, shortOf } from "./topic-names";

const SYMPTOMS = "symptom";

export function topicTree(document: TopicsDocument): TopicTree {
  const topics = idsOf(document);
  const parents = new Map(topics.map((id, at) => [id, (document.parents[at] ?? []).flatMap((each) => topics[each] ?? [])]));
  const lineage = new Map(topics.map((id) => [id, lineageOf(parents, id)]));
  const columns = Object.entries(document.words).map(([name, text]) => [name, columnOf(text, lineage)] as const);
  return {
    languages: new Map(columns.map(([name, column]) => [name, languageOf(document, name, phrasesOf(column))])),
    labels: new Map(columns.map(([name, column]) => [name, labelsOf(column)])),
    shortNames: new Map(columns.map(([name, column]) => [name, shortNamesOf(column, document.short[name])])),
    icons: iconsOf(document.icons, lineage),
    parents,
    lineage,
    tails: parts(document.tails),
    topics,
    questions: document.questions,
  };
}

/** Whether a word is in the phrases of a language. */
export function knows(language: Language, word: string): boolean {
  return language.vocabulary.get(word.length)?.has(word) === true || language.phrases.has(word);
}

function idsOf({ ids, words: { en = "" } }: TopicsDocument): readonly string[] {
  const english = en.split("\n").map((line) => labelIn(line).toLowerCase().replaceAll(" ", "-"));
  return ids.split(" ").map((id, at) => id || (english[at] ?? ""));
}

function columnOf(text: string, lineages: TopicTree["lineage"]): readonly TopicWords[] {
  const lines = text.split("\n");
  return [...lineages].map(([topic, lineage], at) => {
    const line = lines[at] ?? "";
    return { topic, lineage, words: line === "" ? [] : line.replaceAll("_", labelIn(line)).split("|") };
  });
}

function labelIn(line: string): string {
  return line.replace(/\|.*/, "");
}

/** The topic and its families. Breadth-first, so that nearer families come first. */
export function lineageOf(parents: TopicTree["parents"], topic: string): readonly string[] {
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

function iconsOf(text: string, lineages: TopicTree["lineage"]): ReadonlyMap<string, string> {
  const listed = text.split(" ");
  const own = new Map([...lineages.keys()].map((topic, at) => [topic, listed[at] ?? ""]));
  return new Map(
    [...lineages].flatMap(([topic, lineage]) => {
      const nearest = lineage.map((each) => own.get(each)).find(Boolean);
      return nearest ? [[topic, nearest] as const] : [];
    }),
  );
}

function languageOf(document: TopicsDocument, name: string, listed: readonly Phrase[]): Language {
  const phrases = new Map<string, Phrase>();
  const plurals = new Map<string, Phrase>();
  const vocabulary = new Map<number, Set<string>>();
  for (const phrase of listed) {
    for (const spelling of spellings(phrase.text)) {
      const own = words(spelling);
      const key = runTogether(own);
      if (!phrases.has(key)) phrases.set(key, phrase);
      for (const word of [...own, own.join("")]) addTo(vocabulary, word);
    }
  }
  for (const phrase of listed) {
    for (const stem of singulars(words(phrase.text), name)) {
      if (stem.length >= SHORT && !phrases.has(stem) && !plurals.has(stem)) plurals.set(stem, phrase);
    }
  }
  const longest = Math.max(...listed.map((phrase) => words(phrase.text).length), 1);
  const small = new Set(unfolded(document.small[name] ?? "", " "));
  const ordinary = new Set(unfolded(document.ordinary[name] ?? "", " "));
  return { name, phrases, plurals, vocabulary, longest, small, ordinary };
}

export function phrasesOf(column: readonly TopicWords[]): readonly Phrase[] {
  return column.flatMap(({ topic, lineage, words: listed }) => {
    const symptom = lineage.includes(SYMPTOMS);
    const depth = lineage.length - 1;
    return listed.map((word) => {
      const weak = word.startsWith("~");
      return { topic, text: weak ? word.slice(1) : word, weak, symptom, rank: symptom ? 0 : weak ? 1 : 2, depth };
    });
  });
}

function addTo(vocabulary: Map<number, Set<string>>, word: string): void {
  const known = vocabulary.get(word.length) ?? new Set<string>();
  vocabulary.set(word.length, known.add(word));
}

function parts(text: string): readonly string[] {
  return text.split(" ").filter((word) => word !== "");
}
