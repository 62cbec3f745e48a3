/** Erases the local data. */

import { deleteDB } from "idb";
import { discardAllAnnotationDrafts } from "./annotation-drafts";
import { atomic } from "./atomic";
import { announceChange } from "./changed";
import { closeDatabase, database, DATABASE_NAME } from "./database";
import { discardAllDeskNotes } from "./desk-notes";
import { lastLetters } from "./drafts";
import { discardAllFormDrafts } from "./form-drafts";
import { discardPasted } from "./pasted";
import { requestStorage, waitFor } from "./patience";
import { StorageProblem } from "./problem";
import { discardAllReplyDrafts } from "./reply-drafts";
import { deleteAllShared } from "./shared-photos";
import { discardAllUnsavedClinics } from "./unsaved-clinic";

/**
 * Delete the whole database: entries, photos, the outbox. Other tabs close their connection and start empty.
 *
 * Rejects with `storage-blocked` if another tab does not close its connection in time. The stores are emptied first, so
 * even then nothing readable is left; the browser deletes the empty database once that tab is closed.
 */
export async function eraseEverything(): Promise<void> {
  try {
    discardPasted();
    discardAllDeskNotes();
    discardAllUnsavedClinics();
    discardAllFormDrafts();
    discardAllReplyDrafts();
    discardAllAnnotationDrafts();
    lastLetters.discardAll();
    await deleteAllShared();
    await emptyStores();
    closeDatabase();
    await waitFor(requestStorage((onBlocked) => deleteDB(DATABASE_NAME, { blocked: onBlocked })));
  } finally {
    announceChange();
  }
}

/** What this phone alone has, by store: it stays when the rest is erased. All other stores are copies of the server's data. */
const UNSENT: Readonly<Record<string, (key: string, waiting: ReadonlySet<string>, sheets: ReadonlySet<string>) => boolean>> = {
  outbox: () => true,
  drafts: () => true,
  entries: (id, waiting) => waiting.has(`entry:${id}`),
  photos: (id, waiting) => waiting.has(`photo:${id}`),
  pictures: (id, waiting) => waiting.has(`photo:${id}`),
  sheets: (id, _, sheets) => sheets.has(id),
};

/**
 * Delete what the server has, in one transaction, and leave what has not been sent. The next sync loads the rest again. Returns the
 * number of changes that are left, half-done check-ins included. Rejects with `StorageProblem`.
 */
export async function eraseSent(): Promise<number> {
  const db = await database();
  const stores = Array.from(db.objectStoreNames);
  let left = 0;
  await atomic(db, stores, async (tx) => {
    const waiting = new Set(await tx.objectStore("outbox").getAllKeys());
    const sheets = new Set((await tx.objectStore("sheets").getAll()).filter(({ unsent }) => unsent).map(({ id }) => id));
    for (const name of stores) {
      const store = tx.objectStore(name);
      for (const key of await store.getAllKeys()) if (!UNSENT[name]?.(key, waiting, sheets)) await store.delete(key);
    }
    left = waiting.size + sheets.size + (await tx.objectStore("drafts").count());
  });
  announceChange();
  return left;
}

/** A database that cannot be opened or emptied, other than because of another tab, can still be deleted. */
async function emptyStores(): Promise<void> {
  try {
    const db = await database();
    const stores = Array.from(db.objectStoreNames);
    await atomic(db, stores, (tx) => Promise.all(stores.map((store) => tx.objectStore(store).clear())));
  } catch (problem) {
    if (problem instanceof StorageProblem && problem.code === "storage-blocked") throw problem;
  }
}
