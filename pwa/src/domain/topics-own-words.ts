/** The words of a sheet's own topics, added to those of the tree. Mirrors server/domain/topics_index.py. */

import type { OwnTopic } from "./timeline";
import type { NamedTopics } from "./topic-names";
import { phrasesOf, type Language, type Phrase } from "./topics-phrases";
import { runTogether, SHORT, singulars, spellings, words } from "./topics-words";

type Languages = ReadonlyMap<string, Language>;

export function withOwnWords(known: Languages, own: readonly OwnTopic[], lineage: NamedTopics["lineage"]): Languages {
  const languages = new Map(known);
  for (const name of new Set(own.flatMap((topic) => Object.keys(topic.words)))) {
    const column = own.map(({ id, words: listed }) => ({ topic: id, lineage: lineage.get(id) ?? [id], words: listed[name] ?? [] }));
    languages.set(name, withPhrases(known.get(name) ?? emptyLanguage(name), phrasesOf(column), lineage));
  }
  return languages;
}

function emptyLanguage(name: string): Language {
  return { name, phrases: new Map(), plurals: new Map(), vocabulary: new Map(), longest: 1, small: new Set(), ordinary: new Set() };
}

/** A word of a family may pass to its member: in a sheet that knows one serum only, "serum" is that one. */
function withPhrases(language: Language, added: readonly Phrase[], lineage: NamedTopics["lineage"]): Language {
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
