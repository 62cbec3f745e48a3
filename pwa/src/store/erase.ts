/** Erases the local data. */

import { deleteDB } from "idb";
import { atomic } from "./atomic";
import { announceChange } from "./changed";
import { closeDatabase, database, DATABASE_NAME } from "./database";
import { discardAllDeskNotes } from "./desk-notes";
import { discardPasted } from "./pasted";
import { requestStorage, waitFor } from "./patience";
import { StorageProblem } from "./problem";

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
    await emptyStores();
    closeDatabase();
    await waitFor(requestStorage((onBlocked) => deleteDB(DATABASE_NAME, { blocked: onBlocked })));
  } finally {
    announceChange();
  }
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
