/** The words of topics, with what is known about each. */

import type { TopicWords } from "./topic-names";

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

const SYMPTOMS = "symptom";

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
