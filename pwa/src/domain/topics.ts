/** The topic tree as the phone keeps it; mirrors server/domain/topics.py and topics_index.py. */

import { SHORT, runTogether, singulars, spellings, words } from "./topics-words";

/** The topics document of one language (`/api/topics`): rows of id, positions of the parents, words (label first). */
export interface TopicsDocument {
  readonly format: number;
  readonly language: string;
  readonly small: string;
  readonly ordinary: string;
  readonly tails: string;
  readonly topics: readonly (readonly [id: string, parents: readonly number[], words: string])[];
}

/** A word of the tree. `rank`: a thing to use or do (2) comes before a weak word (1), and that before what the skin does (0). */
export interface Phrase {
  readonly topic: string;
  readonly text: string;
  readonly weak: boolean;
  readonly rank: number;
  /** How many families the topic has above it: the more, the more is said with it. */
  readonly depth: number;
}

/** Every word of one language by its plain form. */
export interface Language {
  readonly name: string;
  readonly phrases: ReadonlyMap<string, Phrase>;
  readonly plurals: ReadonlyMap<string, Phrase>;
  readonly vocabulary: ReadonlyMap<number, ReadonlySet<string>>;
  readonly longest: number;
  readonly small: ReadonlySet<string>;
  readonly ordinary: ReadonlySet<string>;
}

export interface TopicTree {
  readonly languages: ReadonlyMap<string, Language>;
  readonly labels: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly lineage: ReadonlyMap<string, readonly string[]>;
  readonly tails: readonly string[];
  /** Every topic id, families before their members. */
  readonly topics: readonly string[];
}

const SYMPTOMS = "symptom";

/** A tree of one or more languages; all documents come from the same version of the tree. */
export function topicTree(documents: readonly TopicsDocument[]): TopicTree {
  const [first] = documents;
  const rows = first?.topics ?? [];
  const lineage = new Map(rows.map(([id], at) => [id, lineageOf(rows, at)]));
  return {
    languages: new Map(documents.map((each) => [each.language, languageOf(each, lineage)])),
    labels: new Map(documents.map((each) => [each.language, labelsOf(each)])),
    lineage,
    tails: parts(first?.tails ?? ""),
    topics: rows.map(([id]) => id),
  };
}

/** The topic itself first, then its families, nearest first. A topic the tree does not hold stands alone. */
export function ancestors(tree: TopicTree, topic: string): readonly string[] {
  return tree.lineage.get(topic) ?? [topic];
}

/** What people call the topic, in another language where this one has no word for it. */
export function labelOf(tree: TopicTree, topic: string, language: string): string {
  const own = tree.labels.get(language)?.get(topic);
  if (own !== undefined) return own;
  for (const labels of tree.labels.values()) {
    const other = labels.get(topic);
    if (other !== undefined) return other;
  }
  return topic;
}

/** Level by level, so that nearer families come first. */
function lineageOf(rows: TopicsDocument["topics"], at: number): readonly string[] {
  const found = new Set<number>([at]);
  let level: readonly number[] = rows[at]?.[1] ?? [];
  while (level.length) {
    for (const each of level) found.add(each);
    level = [...new Set(level.flatMap((each) => rows[each]?.[1] ?? []))].filter((each) => !found.has(each));
  }
  return [...found].flatMap((each) => rows[each]?.[0] ?? []);
}

function labelsOf(document: TopicsDocument): ReadonlyMap<string, string> {
  return new Map(
    document.topics.flatMap(([id, , listed]) => {
      const label = listed.split("|", 1)[0];
      return label ? [[id, label] as const] : [];
    }),
  );
}

function languageOf(document: TopicsDocument, lineage: ReadonlyMap<string, readonly string[]>): Language {
  const phrases = new Map<string, Phrase>();
  const plurals = new Map<string, Phrase>();
  const vocabulary = new Map<number, Set<string>>();
  const listed = phrasesOf(document, lineage);
  for (const phrase of listed) {
    for (const spelling of spellings(phrase.text)) {
      const own = words(spelling);
      const key = runTogether(own);
      if (!phrases.has(key)) phrases.set(key, phrase);
      for (const word of [...own, own.join("")]) addTo(vocabulary, word);
    }
  }
  for (const phrase of listed) {
    for (const stem of singulars(words(phrase.text), document.language)) {
      if (stem.length >= SHORT && !phrases.has(stem) && !plurals.has(stem)) plurals.set(stem, phrase);
    }
  }
  const longest = Math.max(...listed.map((phrase) => words(phrase.text).length), 1);
  const [small, ordinary] = [new Set(parts(document.small)), new Set(parts(document.ordinary))];
  return { name: document.language, phrases, plurals, vocabulary, longest, small, ordinary };
}

function phrasesOf(document: TopicsDocument, lineage: ReadonlyMap<string, readonly string[]>): readonly Phrase[] {
  return document.topics.flatMap(([topic, , listed]) => {
    const symptom = lineage.get(topic)?.includes(SYMPTOMS) ?? false;
    const depth = (lineage.get(topic)?.length ?? 1) - 1;
    return listed
      .split("|")
      .filter((word) => word !== "")
      .map((word) => {
        const weak = word.startsWith("~");
        return { topic, text: weak ? word.slice(1) : word, weak, rank: symptom ? 0 : weak ? 1 : 2, depth };
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
