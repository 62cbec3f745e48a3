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

/** One topic that an entry names as used or done, with the line that names it. */
export interface Usage {
  readonly topic: string;
  readonly line: string;
  readonly step: Step;
}

/** The departures, oldest first, each topic once per entry. */
export function departuresIn(timeline: Timeline, diary: readonly Entry[], reading: Reading): readonly Departure[] {
  return usagesIn(timeline, diary, reading.topicsIn).flatMap(({ topic, line, step: { entry, at, states } }) => {
    const { kind, rule } = reading.answerAt(topic, at, states);
    return AGAINST.includes(kind) ? [{ topic, at: entry.occurred_at, entry_id: entry.id, rule, words: line }] : [];
  });
}

/** What the patient used and did after the treatment, oldest first, each topic once per entry. */
export function usagesIn(timeline: Timeline, diary: readonly Entry[], topicsIn: Reading["topicsIn"]): readonly Usage[] {
  const start = Date.parse(timeline.treated_at);
  return steps(diary, earliestReports(timeline))
    .filter(({ at }) => at >= start)
    .flatMap((step) => usagesAt(step, topicsIn));
}

function usagesAt(step: Step, topicsIn: Reading["topicsIn"]): readonly Usage[] {
  const { products, activities } = step.entry.document;
  const lines = new Map<string, string>();
  for (const line of [...products, ...activities]) {
    const named = words(line).some((word) => NOT_DONE.has(word)) ? [] : topicsIn(line);
    for (const topic of named) if (!lines.has(topic)) lines.set(topic, line);
  }
  return [...lines].map(([topic, line]) => ({ topic, line, step }));
}
