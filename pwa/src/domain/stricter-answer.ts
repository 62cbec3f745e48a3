/** The answer to give while two clocks disagree about the time: the stricter of the two. */

import type { Answer, AnswerKind } from "./answers";
import { isAskedFor, STRICTNESS } from "./answers";

/** Evaluate an answer for each of the times and return the strictest; the first of them if they are equally strict. */
export function stricterAnswer(times: readonly [number, ...number[]], ask: (now: number) => Answer): Answer {
  return [...new Set(times)].map(ask).reduce((strictest, other) => (isStricter(other, strictest) ? other : strictest));
}

/** What lets the patient go ahead or puts them at ease: stricter if it ends early. Anything else is stricter if it ends late. */
const EASY: readonly AnswerKind[] = ["expected", "over", "yes"];

/** Whether the first of two answers about the same thing is the stricter one. */
export function isStricter(one: Answer, other: Answer): boolean {
  if (one.kind !== other.kind) return STRICTNESS[one.kind] < STRICTNESS[other.kind];
  // a permission is less than an instruction
  if (isAskedFor(one) !== isAskedFor(other)) return isAskedFor(other);
  const [ends, otherEnds] = [one.until ?? Infinity, other.until ?? Infinity];
  return EASY.includes(one.kind) ? ends < otherEnds : ends > otherEnds;
}
