/** Erases the local data. */

import { deleteDB } from "idb";
import { discardAllAnnotationDrafts } from "./annotation-drafts";
import { atomic } from "./atomic";
import { announceChange } from "./changed";
import { closeDatabase, database, DATABASE_NAME } from "./database";
import { discardAllDeskNotes } from "./desk-notes";
import { lastLetters } from "./drafts";
import { discardAllFormDrafts, formDraftNames } from "./form-drafts";
import { discardPasted } from "./pasted";
import { requestStorage, waitFor } from "./patience";
import { StorageProblem } from "./problem";
import { countReplyDrafts, discardAllReplyDrafts } from "./reply-drafts";
import { deleteAllShared } from "./shared-photos";
import { discardAllUnsavedClinics } from "./unsaved-clinic";
import { BASELINE } from "./values";

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
const UNSENT: Readonly<Record<string, (key: string, waiting: ReadonlySet<string>, own: ReadonlySet<string>) => boolean>> = {
  outbox: () => true,
  drafts: () => true,
  entries: (id, waiting) => waiting.has(`entry:${id}`),
  photos: (id, waiting) => waiting.has(`photo:${id}`),
  pictures: (id, waiting) => waiting.has(`photo:${id}`),
  sheets: (id, _, own) => own.has(id),
  values: (name, _, own) => own.has(name), // baseline photos
};

/**
 * Delete what the server has, in one transaction, and leave what has not been sent. The next sync loads the rest again. Returns the
 * number of changes that are left, half-done check-ins and what a practitioner has begun to type included. Rejects with `StorageProblem`.
 */
export async function eraseSent(): Promise<number> {
  const db = await database();
  const stores = Array.from(db.objectStoreNames);
  let left = 0;
  await atomic(db, stores, async (tx) => {
    const waiting = new Set(await tx.objectStore("outbox").getAllKeys());
    const sheets = (await tx.objectStore("sheets").getAll()).filter(({ unsent }) => unsent).map(({ id }) => id);
    const values = tx.objectStore("values");
    const baseline = waitingBaseline(await values.getAllKeys(), await values.getAll());
    const own = new Set([...sheets, ...baseline.keys()]);
    for (const name of stores) {
      const store = tx.objectStore(name);
      for (const key of await store.getAllKeys()) if (!UNSENT[name]?.(key, waiting, own)) await store.delete(key);
    }
    const photos = [...baseline.values()].reduce((sum, count) => sum + count, 0);
    left = countReplyDrafts() + formDraftNames().length + waiting.size + sheets.length + photos + (await tx.objectStore("drafts").count());
  });
  announceChange();
  return left;
}

/** How many baseline photos wait on a clinic's device, by the name under which they are stored. Values have the order of their names. */
function waitingBaseline(names: readonly string[], values: readonly unknown[]): ReadonlyMap<string, number> {
  const counts = names.map((name, at) => [name, name.startsWith(BASELINE) ? (values[at] as readonly unknown[]).length : 0] as const);
  return new Map(counts.filter(([, count]) => count > 0));
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
