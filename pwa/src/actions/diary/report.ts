/** Report an act, or a duty that was done, with one tap; undo the report, and correct its time. */

import { isEmptyDocument, withoutReport, type Reported } from "../../domain/reports";
import { isBackDated, type Entry } from "../../domain/diary";
import { database } from "../../store/database";
import { deleteHeldEntry, saveEntry, saveHeldEntry } from "../../store/diary";
import { saved } from "../../state/diary";
import { newEntry } from "./record-answer";

/**
 * Milliseconds for which a report stays on this phone, so that it can be undone without a trace. A toast is shorter.
 */
const HELD = 15_000;

/**
 * Save a report for each of the treatments, at `at` or now. Works offline, and counts at once. Resolves with the entries.
 * Throws `StorageProblem`: those before it are saved.
 */
export async function report(treatmentIds: readonly string[], { kind, name }: Reported, at?: number): Promise<readonly Entry[]> {
  const now = Date.now();
  const written = at ?? now;
  const part = { [kind]: [name], back_dated: isBackDated(written, now) };
  const entries = treatmentIds.map((id) => newEntry(id, part, written));
  const db = await database();
  for (const entry of entries) await saveHeldEntry(db, entry, now, now + HELD);
  saved();
  return entries;
}

/** Take reports back. What has not been sent disappears; the rest loses the report. Throws `StorageProblem`. */
export async function takeBack(entries: readonly Entry[], reported: Reported): Promise<void> {
  const db = await database();
  const now = Date.now();
  for (const entry of entries) {
    const rest = withoutReport(entry.document, reported);
    if (isEmptyDocument(rest) && (await deleteHeldEntry(db, entry.id, now))) continue;
    const stored = await db.get("entries", entry.id); // the server's answer may have arrived, or the entry may have been erased
    if (stored) await saveEntry(db, { ...stored, document: withoutReport(stored.document, reported) }, [], now);
  }
  saved();
}

/**
 * Move reports to another time. A report that is part of a check-in gets an entry of its own. Throws `StorageProblem`.
 */
export async function moveReport(entries: readonly Entry[], reported: Reported, at: number): Promise<void> {
  const db = await database();
  const now = Date.now();
  const back_dated = isBackDated(at, now);
  const isAlone = (entry: Entry): boolean => isEmptyDocument(withoutReport(entry.document, reported));
  for (const entry of entries.filter(isAlone)) {
    await saveEntry(db, { ...entry, occurred_at: new Date(at).toISOString(), document: { ...entry.document, back_dated } }, [], now);
  }
  const shared = entries.filter((entry) => !isAlone(entry));
  await report(shared.map((entry) => entry.treatment_id), reported, at);
  await takeBack(shared, reported);
}
