/** Finds the phrases that open a question, negate it, state something or name a moment. Mirrors server/domain/questions/cues.py. */

import type { Cue, CueFamily, Gap, Speech } from "../question-words";
import { isBroken, type Text, wordAt } from "./tokens";

/** Words between the two halves of a split phrase ("peel … off"). */
const MAX_GAP = 6;

/** A cue at the words [start, end). */
export interface Placed {
  readonly start: number;
  readonly end: number;
  readonly family: CueFamily;
  readonly value: string;
}

/** Whether a cue is a word of the past: "had", and the moments that are over, "yesterday". */
export function isPastCue({ value }: Placed): boolean {
  return value === "past" || value.startsWith("past ");
}

/** A split phrase: its first and its last word, and what it means. */
export interface PlacedGap {
  readonly first: number;
  readonly last: number;
  readonly value: string;
}

/** The longest cue at each word, left to right, without overlaps. A cue never spans a break. */
export function placedCues(text: Text, speech: Speech): readonly Placed[] {
  const cues: Placed[] = [];
  let at = 0;
  while (at < text.words.length) {
    const cue = cueAt(text, at, speech);
    if (cue) cues.push({ start: at, end: at + cue.words.length, family: cue.family, value: cue.value });
    at += cue?.words.length ?? 1;
  }
  return cues;
}

function cueAt({ words, breaks }: Text, at: number, speech: Speech): Cue | undefined {
  return speech.cues
    .get(wordAt(words, at))
    ?.find((cue) => cue.words.every((word, place) => words[at + place] === word) && !isBroken(breaks, at + 1, at + cue.words.length));
}

/** The split phrases, each word in one at most. */
export function placedGaps(text: Text, speech: Speech): readonly PlacedGap[] {
  const present = new Set(text.words);
  const gaps: PlacedGap[] = [];
  for (const gap of speech.gaps) {
    if (!present.has(gap.first) || !present.has(gap.last)) continue;
    const place = gapAt(text, gap);
    if (place && gaps.every((other) => place.first !== other.first && place.last !== other.last)) gaps.push(place);
  }
  return gaps;
}

function gapAt({ words, breaks }: Text, gap: Gap): PlacedGap | undefined {
  for (const [first, word] of words.entries()) {
    if (word !== gap.first) continue;
    const until = Math.min(words.length, first + MAX_GAP + 2);
    for (let last = first + 1; last < until && !breaks[last]; last += 1) {
      if (words[last] === gap.last) return { first, last, value: gap.value };
    }
  }
  return undefined;
}
