/** The topic tree. Mirrors server/domain/topics.py and topics_index.py. */

import { once } from "./once";
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

type Languages = ReadonlyMap<string, Language>;

export interface TopicTree extends NamedTopics {
  /** The words of each language, by its name. They are indexed at the first call: that takes longer than all else at the start of the app. */
  readonly languages: () => Languages;
  readonly tails: readonly string[];
  /** Every topic id, families before their members. */
  readonly topics: readonly string[];
  readonly questions: QuestionsDocument;
  /** The languages with the words of a sheet's own topics. Here, so that a tree of names alone does not bring the code for it. */
  readonly withWords: (languages: Languages, own: readonly OwnTopic[], lineage: NamedTopics["lineage"]) => Languages;
}

export function topicTree(document: TopicsDocument): TopicTree {
  const names = topicNames(document);
  const phrases = columnsOf(document, names.lineage).map(([name, column]) => [name, phrasesOf(column)] as const);
  return {
    ...names,
    languages: once(() => new Map(phrases.map(([name, listed]) => [name, languageOf(document, name, listed)]))),
    tails: parts(document.tails),
    topics: [...names.lineage.keys()],
    questions: document.questions,
    withWords: withOwnWords,
  };
}

/** A tree as it can be sent to another window, which cannot take functions. */
export type TopicData = Omit<TopicTree, "languages" | "withWords"> & { readonly languages: Languages };

export function topicData({ withWords: _, languages, ...data }: TopicTree): TopicData {
  return { ...data, languages: languages() };
}

export function treeOf({ languages, ...data }: TopicData): TopicTree {
  return { ...data, languages: () => languages, withWords: withOwnWords };
}

/** Whether a word is in the phrases of a language. */
export function knows(language: Language, word: string): boolean {
  return language.vocabulary.get(word.length)?.has(word) === true || language.phrases.has(word);
}

function languageOf(document: TopicsDocument, name: string, listed: readonly Phrase[]): Language {
  const phrases = new Map<string, Phrase>();
  const plurals = new Map<string, Phrase>();
  const vocabulary = new Map<number, Set<string>>();
  const split = listed.map((phrase) => [phrase, words(phrase.text)] as const);
  for (const [phrase, text] of split) {
    for (const own of [text, ...spellings(phrase.text).slice(1).map(words)]) {
      const key = runTogether(own);
      if (!phrases.has(key)) phrases.set(key, phrase);
      for (const word of [...own, own.join("")]) addTo(vocabulary, word);
    }
  }
  for (const [phrase, text] of split) {
    for (const stem of singulars(text, name)) {
      if (stem.length >= SHORT && !phrases.has(stem) && !plurals.has(stem)) plurals.set(stem, phrase);
    }
  }
  const longest = Math.max(...split.map(([, text]) => text.length), 1);
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
