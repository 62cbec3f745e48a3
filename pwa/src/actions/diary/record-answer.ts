import { emptyDocument, type Entry, type EntryDocument } from "../../domain/diary";
import { database } from "../../store/database";
import { saveEntry } from "../../store/diary";
import { clockOffset, phoneTimeZone } from "../../state/clock";
import { saved } from "../../state/diary";

/** Save an entry outside a check-in, for a single answer ("yes, it is healed") or a question for the practitioner. */
export async function recordAnswer(treatmentId: string, part: Partial<EntryDocument>): Promise<void> {
  const now = Date.now();
  await saveEntry(await database(), newEntry(treatmentId, part, now), [], now);
  saved();
}

/** A new entry of this phone for the moment `at`, in epoch milliseconds. */
export function newEntry(treatmentId: string, part: Partial<EntryDocument>, at: number): Entry {
  return {
    id: crypto.randomUUID(),
    treatment_id: treatmentId,
    occurred_at: new Date(at).toISOString(),
    document: { ...emptyDocument(phoneTimeZone()), ...part, clock_offset_ms: clockOffset.value },
    revision: 0,
    edited: false,
  };
}
