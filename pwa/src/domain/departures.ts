/**
 * Departures from the sheet: what a patient used or did when the sheet did not permit it. Mirrors
 * server/domain/departures.py. A departure is neither a finding nor a reason for a reminder.
 */

import type { Entry } from "./diary";
import { steps, type ReportedStates, type Step } from "./reported-states";
import { earliestReports } from "./skin-states";
import type { Timeline, TimelineRule } from "./timeline";
import { words } from "./topics-words";

export interface Departure {
  readonly topic: string;
  readonly at: string;
  readonly entry_id: string;
  readonly rule: TimelineRule | null;
  /** The line of the entry in which the topic was found. */
  readonly words: string;
}

/** How a line is read, and how doing a topic at a moment is answered with the states reported by then. */
interface Reading {
  readonly topicsIn: (line: string) => readonly string[];
  readonly answerAt: (topic: string, at: number, states: ReportedStates) => { readonly kind: string; readonly rule: TimelineRule | null };
}

/** The kinds of an answer that make a departure. */
const AGAINST = ["no", "not-yet"];

/** A line with one of these words may name something that was left out, so it is never read as something done. */
const NOT_DONE: ReadonlySet<string> = new Set([
  ...["no", "not", "never", "without", "avoided", "skipped", "stopped"],
  ...["kein", "keine", "keinen", "keinem", "nicht", "nie", "ohne", "vermieden"],
]);

/** The departures, oldest first, each topic once per entry. */
export function departuresIn(timeline: Timeline, diary: readonly Entry[], reading: Reading): readonly Departure[] {
  const start = Date.parse(timeline.treated_at);
  return steps(diary, earliestReports(timeline))
    .filter(({ at }) => at >= start)
    .flatMap((step) => departuresAt(step, reading));
}

function departuresAt({ entry, at, states }: Step, { topicsIn, answerAt }: Reading): readonly Departure[] {
  const { products, activities } = entry.document;
  const lines = new Map<string, string>();
  for (const line of [...products, ...activities]) {
    const named = words(line).some((word) => NOT_DONE.has(word)) ? [] : topicsIn(line);
    for (const topic of named) if (!lines.has(topic)) lines.set(topic, line);
  }
  return [...lines].flatMap(([topic, line]) => {
    const { kind, rule } = answerAt(topic, at, states);
    return AGAINST.includes(kind) ? [{ topic, at: entry.occurred_at, entry_id: entry.id, rule, words: line }] : [];
  });
}
