/** What an entry reports with one tap: acts, and duties that were done. A review shows it, too. */

import { HOUR } from "./dates";
import type { Entry, EntryDocument } from "./diary";
import { actsOf, dutiesDoneIn } from "./reported-states";

/** What one tap reports: an act ("wash", "used-up(serum)"), or that a duty was done (the id of its rule). */
export interface Reported {
  readonly kind: "acts" | "duties_done";
  readonly name: string;
}

/** Reported acts stay on Today for this long, so that their time can be corrected. */
const RECENT = 24 * HOUR;

/** What an entry reports: its acts, and the duties that were done. */
export function reportsIn(document: EntryDocument): readonly Reported[] {
  const acts = actsOf(document).map((name) => ({ kind: "acts", name }) as const);
  return [...acts, ...dutiesDoneIn(document).map((name) => ({ kind: "duties_done", name }) as const)];
}

/** The last entry of a treatment that reports the act or the duty. `entries` are oldest first. */
export function lastReport(entries: readonly Entry[], { kind, name }: Reported): Entry | undefined {
  return entries.findLast(({ document }) => (kind === "acts" ? actsOf(document) : dutiesDoneIn(document)).includes(name));
}

/** Whether an act was reported so recently that Today still shows it. */
export function isRecentReport(entry: Entry, now: number): boolean {
  return now - Date.parse(entry.occurred_at) < RECENT;
}

/** The document without one report. */
export function withoutReport(document: EntryDocument, { kind, name }: Reported): EntryDocument {
  const reports = kind === "acts" ? actsOf(document) : dutiesDoneIn(document);
  return { ...document, [kind]: reports.filter((each) => each !== name) };
}

const TEXTS = ["note", "question"] as const;
const PARTS = ["scores", "states", "signs", "products", "activities", "acts", "duties_done", "signs_gone"] as const;

/** Whether an entry is empty because all its reports were taken back. Photos are not considered. */
export function isEmptyDocument(document: Partial<EntryDocument>): boolean {
  const parts = PARTS.map((name) => document[name] ?? {}); // an older version of the app stored fewer fields
  return TEXTS.every((name) => !document[name]) && parts.every((part) => Object.keys(part).length === 0);
}
