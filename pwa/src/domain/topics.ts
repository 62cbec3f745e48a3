/** The topic tree. Mirrors server/domain/topics.py and topics_index.py. */

import { unfolded, type QuestionsDocument } from "./question-words";
import type { OwnTopic } from "./timeline";
import { columnsOf, NAMES_FORMAT, topicNames, type NamedTopics, type TopicNamesDocument } from "./topic-names";
import { withOwnWords } from "./topics-own-words";
import { phrasesOf, type Language, type Phrase } from "./topics-phrases";
import { SHORT, runTogether, singulars, spellings, words } from "./topics-words";

export { ancestors, drawingsOf, iconOf, labelOf, shortOf } from "./topic-names";
export type { Language, Phrase } from "./topics-phrases";

/** The format of the topics document that this app can read. */
export const TOPICS_FORMAT = NAMES_FORMAT;

/** The topics document (`/api/topics`). `_` in a topic's words stands for its label. */
export interface TopicsDocument extends TopicNamesDocument {
  readonly small: Readonly<Record<string, string>>;
  readonly ordinary: Readonly<Record<string, string>>;
  readonly tails: string;
  readonly questions: QuestionsDocument;
}

export interface TopicTree extends NamedTopics {
  readonly languages: ReadonlyMap<string, Language>;
  readonly tails: readonly string[];
  /** Every topic id, families before their members. */
  readonly topics: readonly string[];
  readonly questions: QuestionsDocument;
  /** The languages with the words of a sheet's own topics. Here, so that a tree of names alone does not bring the code for it. */
  readonly withWords: (languages: ReadonlyMap<string, Language>, own: readonly OwnTopic[], lineage: NamedTopics["lineage"]) => ReadonlyMap<string, Language>;
}

export function topicTree(document: TopicsDocument): TopicTree {
  const names = topicNames(document);
  const columns = columnsOf(document, names.lineage);
  return {
    ...names,
    languages: new Map(columns.map(([name, column]) => [name, languageOf(document, name, phrasesOf(column))])),
    tails: parts(document.tails),
    topics: [...names.lineage.keys()],
    questions: document.questions,
    withWords: withOwnWords,
  };
}

/** A tree as it can be sent to another window, which cannot take functions. */
export type TopicData = Omit<TopicTree, "withWords">;

export function topicData({ withWords: _, ...data }: TopicTree): TopicData {
  return data;
}

export function treeOf(data: TopicData): TopicTree {
  return { ...data, withWords: withOwnWords };
}

/** Whether a word is in the phrases of a language. */
export function knows(language: Language, word: string): boolean {
  return language.vocabulary.get(word.length)?.has(word) === true || language.phrases.has(word);
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

function addTo(vocabulary: Map<number, Set<string>>, word: string): void {
  const known = vocabulary.get(word.length) ?? new Set<string>();
  vocabulary.set(word.length, known.add(word));
}

function parts(text: string): readonly string[] {
  return text.split(" ").filter((word) => word !== "");
}
