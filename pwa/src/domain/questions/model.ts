/** What a question says, in the words of CARE_PROTOCOL.md. Mirrors server/domain/questions/model.py. */

import type { How } from "../topics-match";
import type { AskedMoment } from "./moment";

/** What a question asks. Listed by precedence: where several fit, the first one counts. */
export const QUESTION_KINDS = ["tell", "normal", "when", "how", "status", "must", "may"] as const;

export type QuestionKind = (typeof QUESTION_KINDS)[number];

export interface AskedTopic {
  readonly topic: string;
  /** The phrase of the tree. */
  readonly understood: string;
  readonly how: How;
  /** Whether it is a circumstance of what else is asked about: "sunscreen before I go out". */
  readonly aside: boolean;
  /** Whether a word beside it was not understood. */
  readonly unclear: boolean;
  /** Whether it is a symptom that the question says is absent. */
  readonly denied: boolean;
}

export interface Question {
  readonly kind: QuestionKind;
  /** Whether it asks about not doing it: stopping, skipping, avoiding. */
  readonly negated: boolean;
  /** In the order of the text; empty: nothing was understood. */
  readonly topics: readonly AskedTopic[];
  /** act:home, now:irritated, not:healed, with:sunscreen, without:make-up, area:neck, lasts:48h */
  readonly conditions: readonly string[];
  readonly at: AskedMoment | null;
  readonly unknown: readonly string[];
  readonly language: string;
  /** Whether the answer must not begin with yes or no. */
  readonly statementOnly: boolean;
  /** `at` and those joined to it: "Friday or Thursday morning". */
  readonly moments: readonly AskedMoment[];
  /** Whether it is said to be done already; `at` then lies in the past, or is null. */
  readonly past: boolean;
}
