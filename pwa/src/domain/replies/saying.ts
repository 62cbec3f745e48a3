/** A sentence: a key of the message catalogue with typed values. Mirrors server/domain/replies/saying.py. */

import type { TimelineRule } from "../timeline";

/**
 * Names of topics, joined by "or" if there are several; a moment, or only its day; states and acts; a symptom or sign of the
 * diary; the sentence of a rule; or plain text.
 */
export type Value =
  | { readonly topics: readonly string[] }
  | { readonly moment: number }
  | { readonly day: number }
  | { readonly gates: readonly string[] }
  | { readonly noticed: string }
  | { readonly says: TimelineRule }
  | string;

export type Values = Readonly<Record<string, Value>>;

export interface Sentence {
  /** A key of the message catalogue. */
  readonly key: string;
  readonly values: Values;
}

export function sentence(key: string, values: Values = {}): Sentence {
  return { key, values };
}

/** The rule's own sentence as the answer, where nothing shorter would be true. */
export function quotedAs(topic: string, rule: TimelineRule): Sentence {
  return sentence("answer.quote", { topic: { topics: [topic] }, says: { says: rule } });
}
