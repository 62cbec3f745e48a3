/** Stores drafts: check-ins that are not saved yet. */

import { atomic } from "./atomic";
import { localStore } from "./local-json";
import type { Database, Draft } from "./schema";

/** A draft without its pictures: what can be written down at once. */
type Written = Omit<Draft, "pictures">;

/** The last letters: they are under the id of their entry until the database has them. */
export const lastLetters = localStore<Written>("check-in");
let saves = 0;

/** Find an unsaved draft: the edit of the entry, or, without an entry, the new check-in of the treatment that was changed last. */
export async function findDraft(db: Database, treatmentId: string, entryId?: string): Promise<Draft | undefined> {
  await recoverDrafts(db);
  if (entryId !== undefined) return db.get("drafts", entryId);
  return (await newDrafts(db, treatmentId)).at(-1);
}

/** The unsaved new check-ins of a treatment, that which was changed last at the end. There can be one more for each day that is made up for. */
export async function newDrafts(db: Database, treatmentId: string): Promise<readonly Draft[]> {
  await recoverDrafts(db);
  const known = new Set(await db.getAllKeys("entries"));
  const drafts = await db.getAll("drafts");
  return drafts.filter((each) => each.treatment_id === treatmentId && !known.has(each.entry_id)).sort((a, b) => a.touched_at - b.touched_at);
}

/**
 * Save the draft of a check-in. A browser that is closed throws away the writes to the database that it has not begun. On a slow
 * phone these are the last letters, so they are written to `localStorage` first, which is done when the call returns.
 */
export async function saveDraft(db: Database, draft: Draft): Promise<void> {
  saves += 1;
  const mine = saves;
  const { pictures: _, ...written } = draft;
  lastLetters.save(draft.entry_id, written);
  try {
    await atomic(db, ["drafts"], (tx) => {
      const stored = tx.objectStore("drafts").put(draft);
      tx.commit();
      return stored;
    });
  } finally {
    if (mine === saves) lastLetters.discard(draft.entry_id);
  }
}

/** Delete the draft of a check-in. */
export async function deleteDraft(db: Database, entryId: string): Promise<void> {
  lastLetters.discard(entryId);
  await atomic(db, ["drafts"], (tx) => tx.objectStore("drafts").delete(entryId));
}

/** Add to the stored drafts the last letters before the browser was closed. An entry that was saved meanwhile needs none. */
async function recoverDrafts(db: Database): Promise<void> {
  for (const id of lastLetters.names()) {
    const written = lastLetters.load(id) as Written | null;
    if (written) await recover(db, written);
    // another tab may have gone on writing
    if (lastLetters.load(id)?.touched_at === written?.touched_at) lastLetters.discard(id);
  }
}

function recover(db: Database, written: Written): Promise<void> {
  return atomic(db, ["drafts", "entries"], async (tx) => {
    const drafts = tx.objectStore("drafts");
    const stored = await drafts.get(written.entry_id);
    if (stored ? stored.touched_at > written.touched_at : await tx.objectStore("entries").get(written.entry_id)) return;
    await drafts.put({ ...written, pictures: stored?.pictures ?? [] });
  });
}
