/** The answer to give while two clocks disagree about the time: the stricter of the two. */

import type { Answer } from "./answers";
import { isStricter } from "./answers";

/** Evaluate an answer for each of the times and return the strictest; the first of them if they are equally strict. */
export function stricterAnswer(times: readonly [number, ...number[]], ask: (now: number) => Answer): Answer {
  return [...new Set(times)].map(ask).reduce((strictest, other) => (isStricter(other, strictest) ? other : strictest));
}
