/** The answer to give while two clocks disagree about the time: the stricter of the two. */

import type { Answer, AnswerKind } from "./answers";
import { isInstruction } from "./answers";

/** Strictest first. Silence comes before a permission: the sheet does not allow what it does not mention. */
const STRICTNESS: Readonly<Record<AnswerKind, number>> = { no: 0, only: 1, "not-yet": 2, unsaid: 3, yes: 4 };

/** Evaluate an answer for each of the times and return the strictest; the first of them if they are equally strict. */
export function stricterAnswer(times: readonly [number, ...number[]], ask: (now: number) => Answer): Answer {
  return [...new Set(times)].map(ask).reduce((strictest, other) => (isStricter(other, strictest) ? other : strictest));
}

function isStricter(one: Answer, other: Answer): boolean {
  if (one.kind !== other.kind) return STRICTNESS[one.kind] < STRICTNESS[other.kind];
  // a permission is less than an instruction; a permission is stricter if it ends early, anything else if it ends late
  if (isInstruction(one) !== isInstruction(other)) return isInstruction(other);
  const [ends, otherEnds] = [one.until ?? Infinity, other.until ?? Infinity];
  return one.kind === "yes" ? ends < otherEnds : ends > otherEnds;
}
