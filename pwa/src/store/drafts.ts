/** Stores drafts: check-ins that are not saved yet. */

import { atomic } from "./atomic";
import type { Database, Draft } from "./schema";

/** Find an unsaved draft: the edit of the entry, or, without an entry, the new check-in of the treatment that was changed last. */
export async function findDraft(db: Database, treatmentId: string, entryId?: string): Promise<Draft | undefined> {
  if (entryId !== undefined) return db.get("drafts", entryId);
  return (await newDrafts(db, treatmentId)).at(-1);
}

/** The unsaved new check-ins of a treatment, that which was changed last at the end. There can be one more for each day that is made up for. */
export async function newDrafts(db: Database, treatmentId: string): Promise<readonly Draft[]> {
  const known = new Set(await db.getAllKeys("entries"));
  const drafts = await db.getAll("drafts");
  return drafts.filter((each) => each.treatment_id === treatmentId && !known.has(each.entry_id)).sort((a, b) => a.touched_at - b.touched_at);
}

/**
 * Save the draft of a check-in. It is committed without waiting for an answer of the browser: otherwise the last letters would be
 * lost when the app is closed right after them.
 */
export function saveDraft(db: Database, draft: Draft): Promise<void> {
  return atomic(db, ["drafts"], (tx) => {
    const stored = tx.objectStore("drafts").put(draft);
    tx.commit();
    return stored;
  });
}

/** Delete the draft of a check-in. */
export function deleteDraft(db: Database, entryId: string): Promise<void> {
  return atomic(db, ["drafts"], (tx) => tx.objectStore("drafts").delete(entryId));
}
