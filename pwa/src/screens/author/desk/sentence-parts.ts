/** Cuts a sentence at the words that are marked in it. */

import type { SheetSentence } from "../../../state/authoring";

export interface SentencePart {
  readonly text: string;
  /** They carry meaning, and no rule has them. */
  readonly unused: boolean;
}

/** The parts of a sentence, in order. `letters` are the characters of the whole text, `open` the places of the marked words. */
export function sentenceParts(letters: readonly string[], { start, end }: SheetSentence, open: readonly (readonly [number, number])[]): readonly SentencePart[] {
  const marks = open.toSorted(([a], [b]) => a - b);
  const parts: SentencePart[] = [];
  let at = start;
  const take = (to: number, isUnused: boolean): void => {
    if (to > at) parts.push({ text: letters.slice(at, to).join(""), unused: isUnused });
    at = Math.max(at, to);
  };
  for (const [from, to] of marks) {
    take(Math.min(from, end), false);
    take(Math.min(to, end), true);
  }
  take(end, false);
  return parts;
}
