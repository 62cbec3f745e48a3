/** Finds the sentences of a sheet that share words with a question. They are quoted, never taken for an answer. */

import type { PlainSentence, Treatment } from "./diary";

/** Shorter words mostly have only a grammatical function. */
const SHORTEST = 3;
/** Letters that two words must share from their beginning: "Lippen" finds "Lippe", "cooling" finds "cool". */
const STEM = 4;
const COMMON: ReadonlySet<string> = new Set(
  ("can may the and for how long when with after before should does not this that have has are was will what why use your you still get let "
    + "darf ich kann man wie lange wann mit nach vor soll ist nicht das der die den dem ein eine einen einem einer auf und oder für noch schon mich mir mein meine meinen muss bitte sie ihr ihre ihren wenn").split(" "),
);

/** The sentences of a treatment's sheet; none in a treatment that an older version of the app has stored. */
export function plainSentencesOf(treatment: Partial<Treatment>): readonly PlainSentence[] {
  return treatment.plain_sentences ?? [];
}

/** The sentences that may ask for something and were not read by the program. */
export function unreadSentencesOf(treatment: Partial<Treatment>): readonly PlainSentence[] {
  return plainSentencesOf(treatment).filter(({ unread }) => unread);
}

/** The sentences that share a meaningful word with the question, those with the most shared words first; at most three. */
export function sentencesAbout(words: string, reading: readonly PlainSentence[]): readonly PlainSentence[] {
  const asked = wordsOf(words);
  const shared = ({ text }: PlainSentence): number => {
    const present = wordsOf(text);
    return asked.filter((word) => present.some((other) => isSame(word, other))).length;
  };
  const counted = reading.map((sentence) => ({ sentence, count: shared(sentence) })).filter(({ count }) => count > 0);
  return counted.toSorted((one, other) => other.count - one.count).slice(0, 3).map(({ sentence }) => sentence);
}

function wordsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return [...new Set(words)].filter((word) => word.length >= SHORTEST && !COMMON.has(word));
}

function isSame(one: string, other: string): boolean {
  if (one === other) return true;
  const length = Math.max(STEM, Math.min(one.length, other.length) - 2);
  return one.slice(0, length) === other.slice(0, length) && Math.min(one.length, other.length) >= STEM;
}
