/** Finds topics by what people call them, and checks the words of a clinic's own topics. */

import { ancestors, labelOf, type TopicTree } from "../../../domain/topics";
import { findTopic } from "../../../domain/topics-match";
import { fold, runTogether, words } from "../../../domain/topics-words";
import type { OwnTopic } from "../../../domain/timeline";
import type { SheetDocument } from "../../../state/authoring";
import { isFiller } from "../desk/filler-words";

/** The most topics that a search offers. */
const MOST = 8;

/** A topic that fits what was typed, and the word of it that fits. */
export interface TopicHit {
  readonly topic: string;
  readonly label: string;
  /** Another word that was found, if it is not the label. */
  readonly word: string | undefined;
}

/**
 * The topics of which a word begins like this, best matches first: those of the author's language, and only if it has
 * none, those of the others. Then those of the single words that were typed, also without their endings: "increasing
 * pain" is a pain, too.
 */
export function searchTopics(tree: TopicTree, typed: string, language: string): readonly TopicHit[] {
  const wanted = fold(typed).trim();
  if (wanted === "") return [];
  const hits = hitsIn(tree, wanted, language);
  const meant = findTopic(tree, typed, language);
  if (meant && !hits.has(meant.topic)) hits.set(meant.topic, { word: meant.understood, weight: MEANT, words: 0 });
  for (const word of wordsOf(typed, language)) addWord(hits, tree, word, language);
  if (hits.size === 0) for (const other of tree.languages().keys()) for (const [topic, hit] of hitsIn(tree, wanted, other)) hits.set(topic, hit);
  const best = [...hits].sort(([, a], [, b]) => a.weight - b.weight || b.words - a.words || a.word.length - b.word.length);
  return best.slice(0, MOST).map(([topic, { word }]) => hitOf(tree, topic, word, language));
}

/** Endings that a word may lose. */
const ENDINGS: Readonly<Record<string, RegExp>> = { en: /(?:ings?|ed|es|s)$/, de: /(?:enden|ende|ender|endes|en|em|er|es|e|n|s)$/ };
/** The shortest word, or stem of a word, that is searched for by itself. */
const SHORTEST = 4;

function wordsOf(typed: string, language: string): readonly string[] {
  return words(typed).filter((word) => word.length >= SHORTEST && !isFiller(word, language));
}

/** Add what a single word names, or else what begins like its stem. */
function addWord(hits: Map<string, Match>, tree: TopicTree, word: string, language: string): void {
  const stem = word.replace(ENDINGS[language] ?? /$/, "");
  const whole = hitsIn(tree, word, language);
  const entries = whole.size > 0 || stem.length < SHORTEST ? whole : hitsIn(tree, stem, language);
  for (const [topic, hit] of entries) if (!hits.has(topic)) hits.set(topic, { ...hit, weight: MEANT + hit.weight });
}

interface Match {
  readonly word: string;
  readonly weight: number;
  /** How many words the topic has: of two equal matches, the one that people have more words for is meant more often. */
  readonly words: number;
}

function hitsIn(tree: TopicTree, wanted: string, language: string): Map<string, Match> {
  const hits = new Map<string, Match>();
  const counts = new Map<string, number>();
  for (const { topic, text } of tree.languages().get(language)?.phrases.values() ?? []) {
    const folded = fold(text);
    const isLabel = fold(labelOf(tree, topic, language)) === folded;
    const weight = weightOf(folded, wanted, { isLabel, compounds: language === "de" });
    counts.set(topic, (counts.get(topic) ?? 0) + 1);
    if (weight < (hits.get(topic)?.weight ?? NONE)) hits.set(topic, { word: text, weight, words: 0 });
  }
  return new Map([...hits].map(([topic, hit]) => [topic, { ...hit, words: counts.get(topic) ?? 0 }]));
}

/** Weights from here on do not match. */
const NONE = 10;
/** A topic that is meant although it is spelled differently: it comes after all that are spelled as searched. */
const MEANT = 9;

/** The smaller, the better: a whole name, the last word of a name ("healing ointment"), another word for it, then the beginnings of words. */
function weightOf(text: string, wanted: string, { isLabel, compounds }: { isLabel: boolean; compounds: boolean }): number {
  if (text === wanted) return isLabel ? 0 : 2;
  const padded = ` ${text.replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
  if (isLabel && compounds && wanted.length > 3 && text.endsWith(wanted)) return 1; // "Heilsalbe"
  if (padded.endsWith(` ${wanted} `)) return isLabel ? 1 : 6;
  if (text.startsWith(wanted)) return isLabel ? 3 : 5;
  if (padded.includes(` ${wanted} `)) return isLabel ? 4 : 7;
  return padded.includes(` ${wanted}`) ? 8 : NONE;
}

function hitOf(tree: TopicTree, topic: string, word: string, language: string): TopicHit {
  const label = labelOf(tree, topic, language);
  return { topic, label, word: fold(label) === fold(word) ? undefined : word };
}

/** The topic that already has this word, in any language. */
export function holderOf(tree: TopicTree, word: string): string | undefined {
  const key = runTogether(words(word));
  return [...tree.languages().values()].map(({ phrases }) => phrases.get(key)?.topic).find((topic) => topic !== undefined);
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

/** How many parts of a topic are named. */
const PARTS = 5;

/** What a topic includes: its members, or else other words for it. */
export function partLabels(tree: TopicTree, topic: string, language: string): readonly string[] {
  const members = tree.topics.filter((each) => each !== topic && ancestors(tree, each).includes(topic)).map((each) => labelOf(tree, each, language));
  const own = labelOf(tree, topic, language);
  const listed = [...(tree.languages().get(language)?.phrases.values() ?? [])].filter((phrase) => phrase.topic === topic).map(({ text }) => text);
  const parts = members.length > 0 ? members : listed;
  return [...new Set(parts)].filter((part) => fold(part) !== fold(own)).slice(0, PARTS);
}

/** "a cream, any product": the families of a topic, nearest first. */
export function familyLabels(tree: TopicTree, topic: string, language: string): readonly string[] {
  return ancestors(tree, topic).slice(1, 3).map((family) => labelOf(tree, family, language));
}
