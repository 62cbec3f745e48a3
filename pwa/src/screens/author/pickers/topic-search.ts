/** Finds topics by what people call them, and checks the words of a clinic's own topics. */

import { ancestors, labelOf, type TopicTree } from "../../../domain/topics";
import { findTopic } from "../../../domain/topics-match";
import { fold, runTogether, words } from "../../../domain/topics-words";
import type { OwnTopic } from "../../../domain/timeline";
import type { SheetDocument } from "../../../state/authoring";

/** The most topics that a search offers. */
const MOST = 8;

/** A topic that fits what was typed, and the word of it that fits. */
export interface TopicHit {
  readonly topic: string;
  readonly label: string;
  /** Another word that was found, if it is not the label. */
  readonly word: string | undefined;
}

/** The topics that have a word like this in any language, those of the given language and the best matches first. */
export function searchTopics(tree: TopicTree, typed: string, language: string): readonly TopicHit[] {
  const wanted = fold(typed).trim();
  if (wanted === "") return [];
  const hits = new Map<string, { word: string; weight: number }>();
  const meant = findTopic(tree, typed, language);
  if (meant) hits.set(meant.topic, { word: meant.understood, weight: 0 });
  const order = [...tree.languages.values()].sort((a, b) => Number(b.name === language) - Number(a.name === language));
  for (const [place, { phrases }] of order.entries()) {
    for (const { topic, text } of phrases.values()) {
      const weight = weightOf(fold(text), wanted);
      const better = weight !== undefined && weight + place * 3 < (hits.get(topic)?.weight ?? Infinity);
      if (better) hits.set(topic, { word: text, weight: weight + place * 3 });
    }
  }
  const best = [...hits].sort(([, a], [, b]) => a.weight - b.weight || a.word.length - b.word.length);
  return best.slice(0, MOST).map(([topic, { word }]) => hitOf(tree, topic, word, language));
}

function weightOf(text: string, wanted: string): number | undefined {
  if (text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  return wanted.length > 2 && text.includes(wanted) ? 2 : undefined;
}

function hitOf(tree: TopicTree, topic: string, word: string, language: string): TopicHit {
  const label = labelOf(tree, topic, language);
  return { topic, label, word: fold(label) === fold(word) ? undefined : word };
}

/** The topic that already has this word, in any language. */
export function holderOf(tree: TopicTree, word: string): string | undefined {
  const key = runTogether(words(word));
  return [...tree.languages.values()].map(({ phrases }) => phrases.get(key)?.topic).find((topic) => topic !== undefined);
}

/** A sheet's own topics, in the form that the tree expects. */
export function ownTopics({ topics = {} }: SheetDocument): readonly OwnTopic[] {
  return Object.entries(topics).map(([id, { in: families, parent, words: listed }]) => ({
    id,
    in: [...asList(families), ...asList(parent)],
    words: Object.fromEntries(Object.entries(listed).map(([language, each]) => [language, asList(each)])),
  }));
}

function asList(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}

/** "a cream, any product": the families of a topic, nearest first. */
export function familyLabels(tree: TopicTree, topic: string, language: string): readonly string[] {
  return ancestors(tree, topic).slice(1, 3).map((family) => labelOf(tree, family, language));
}
