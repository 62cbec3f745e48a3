/** Cuts a sentence into the words that its rules use and those that they do not. */

import type { SheetSentence } from "../../../state/authoring";

export interface SentencePart {
  readonly text: string;
  /** No rule uses these words. */
  readonly unused: boolean;
}

/** The parts of a sentence, in order. `letters` are the characters of the whole text; a sentence without rules has no marks. */
export function sentenceParts(letters: readonly string[], { start, end, state, unused }: SheetSentence): readonly SentencePart[] {
  const marks = state === "reading-only" || state === "left-out" ? [] : unused.toSorted(([a], [b]) => a - b);
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
