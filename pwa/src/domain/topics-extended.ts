/** The tree with the topics and words of one sheet. Mirrors `TopicTree.extended` in server/domain/topics.py. */

import type { OwnTopic } from "./timeline";
import { ancestors, capitalised, lineageOf, phrasesOf, type Language, type Phrase, type TopicTree } from "./topics";
import { runTogether, SHORT, singulars, spellings, words } from "./topics-words";

/** The maximum number of characters in a short name, so that it fits a tile. */
const MAX_SHORT = 18;

type Names = TopicTree["labels"];

const known = new WeakMap<TopicTree, Map<string, TopicTree>>();

const latest = new WeakMap<readonly OwnTopic[], { readonly tree: TopicTree; readonly extended: TopicTree }>();

/**
 * The tree with a sheet's own topics. A topic that the tree already has gets further words. The server has refused words
 * that belong to two topics; if a later tree brings one, the tree's topic keeps it.
 */
export function extendedTree(tree: TopicTree, own: readonly OwnTopic[] = []): TopicTree {
  if (!own.length) return tree;
  const same = latest.get(own);
  if (same?.tree === tree) return same.extended; // one timeline is asked again and again
  const trees = known.get(tree) ?? new Map<string, TopicTree>();
  known.set(tree, trees);
  const key = JSON.stringify(own);
  const extended = trees.get(key) ?? extend(tree, own);
  trees.set(key, extended);
  latest.set(own, { tree, extended });
  return extended;
}

function extend(tree: TopicTree, own: readonly OwnTopic[]): TopicTree {
  const added = own.filter(({ id }) => !tree.lineage.has(id));
  const parents = new Map([...tree.parents, ...added.map((topic) => [topic.id, topic.in] as const)]);
  const lineage = new Map([...tree.lineage, ...added.map(({ id }) => [id, lineageOf(parents, id)] as const)]);
  const languages = new Map(tree.languages);
  for (const name of new Set(own.flatMap((topic) => Object.keys(topic.words)))) {
    const column = own.map(({ id, words: listed }) => ({ topic: id, lineage: lineageOf(parents, id), words: listed[name] ?? [] }));
    languages.set(name, withPhrases(tree.languages.get(name) ?? emptyLanguage(name), phrasesOf(column), lineage));
  }
  return {
    ...tree,
    ...{ parents, lineage, languages },
    topics: [...tree.topics, ...added.map(({ id }) => id)],
    labels: withNames(tree.labels, own, (word) => word),
    shortNames: withNames(tree.shortNames, own, shortened),
    icons: new Map([...tree.icons, ...added.flatMap(({ id }) => iconOf(tree, lineageOf(parents, id)).map((icon) => [id, icon] as const))]),
  };
}

/** The icon of the nearest family that has one. */
function iconOf(tree: TopicTree, line: readonly string[]): readonly string[] {
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

function emptyLanguage(name: string): Language {
  return { name, phrases: new Map(), plurals: new Map(), vocabulary: new Map(), longest: 1, small: new Set(), ordinary: new Set() };
}

/** A word of a family may pass to its member: in a sheet that knows one serum only, "serum" is that one. */
function withPhrases(language: Language, added: readonly Phrase[], lineage: TopicTree["lineage"]): Language {
  const phrases = new Map(language.phrases);
  const plurals = new Map(language.plurals);
  const listed = new Set<string>();
  for (const phrase of added) {
    for (const spelling of spellings(phrase.text)) {
      const parts = words(spelling);
      const key = runTogether(parts);
      const holder = phrases.get(key);
      if (!holder || lineage.get(phrase.topic)?.includes(holder.topic)) phrases.set(key, phrase);
      for (const word of [...parts, parts.join("")]) listed.add(word);
    }
    for (const stem of singulars(words(phrase.text), language.name)) {
      if (stem.length >= SHORT && !phrases.has(stem)) plurals.set(stem, phrase);
    }
  }
  const longest = Math.max(language.longest, ...added.map((phrase) => words(phrase.text).length));
  return { ...language, phrases, plurals, longest, vocabulary: withWords(language.vocabulary, listed) };
}

function withWords(vocabulary: Language["vocabulary"], added: ReadonlySet<string>): Language["vocabulary"] {
  const all = new Map(vocabulary);
  for (const word of added) all.set(word.length, new Set([...(all.get(word.length) ?? []), word]));
  return all;
}
