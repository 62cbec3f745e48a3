/**
 * Erases entries and photos.
 *
 * 1. `holdErasure` adds one item to the outbox. What it erases is not shown any more, but nothing is deleted yet, so that
 *    `undoErasure` leaves every byte as it was.
 * 2. `commitErasures` deletes it from this phone once its time has come, offline as well. What was never sent is finished
 *    by that. Otherwise the item stays in the outbox until the server has erased it, too.
 * 3. `erased` remembers the ids: if a write that was under way reaches the server after the erasure, the server sends
 *    the record back, and it is erased again (`applyEntries` in changes.ts).
 */

import { atomic, type WriteTransaction } from "./atomic";
import { isWaiting } from "./delivery";
import { outboxItem } from "./outbox";
import type { Database, OutboxItem } from "./schema";

/** What can be erased offline. A treatment and the account need the server and a fresh passkey. */
export type Erasable = "entry" | "photo";

const STORES = ["entries", "photos", "pictures", "thumbnails", "outbox", "drafts", "erased", "notices"] as const;

/** A transaction that may delete all parts of an entry. */
export type EraseTransaction = Pick<WriteTransaction<typeof STORES>, "objectStore">;

/** Hide an entry or a photo, and erase it at `eraseAt` (epoch milliseconds). A repeated call changes nothing. */
export async function holdErasure(db: Database, kind: Erasable, id: string, { now, eraseAt }: { now: number; eraseAt: number }): Promise<void> {
  await atomic(db, ["outbox"], async ({ store }) => {
    const key = `erase-${kind}:${id}`;
    if (await store.get(key)) return;
    await store.put({ ...outboxItem(`erase-${kind}`, id, now), not_before: eraseAt, held: true });
  });
}

/** Undo an erasure that is still held. Returns false, and changes nothing, if it is too late. */
export async function undoErasure(db: Database, kind: Erasable, id: string): Promise<boolean> {
  let isHeld = false;
  await atomic(db, ["outbox"], async ({ store }) => {
    isHeld = (await store.get(`erase-${kind}:${id}`))?.held === true;
    if (isHeld) await store.delete(`erase-${kind}:${id}`);
  });
  return isHeld;
}

/** Delete from this phone what was to be erased by `now`. Needs no network. */
export async function commitErasures(db: Database, now: number): Promise<void> {
  const held = (await db.getAll("outbox")).filter((item) => item.held && !isWaiting(item, now));
  for (const { key } of held) await atomic(db, STORES, (tx) => commit(tx, key, now));
}

async function commit(tx: EraseTransaction, key: string, now: number): Promise<void> {
  const outbox = tx.objectStore("outbox");
  const item = await outbox.get(key);
  if (!item?.held) return; // undone in another tab, or erased together with its entry
  const kind = item.kind === "erase-entry" ? "entry" : "photo";
  const wasSent = kind === "entry" ? await isEntrySent(tx, item.target) : await isPhotoSent(tx, item.target);
  if (kind === "entry") await removeEntry(tx, item.target);
  else await removePhoto(tx, item.target);
  await tx.objectStore("erased").put({ key: `${kind}:${item.target}`, erased_at: now });
  if (wasSent) await outbox.put(committed(item));
  else await outbox.delete(key);
}

function committed({ held: _held, ...item }: OutboxItem): OutboxItem {
  return { ...item, not_before: 0 };
}

/**
 * Whether the server may have any part of the entry. A phone without room sends without being able to mark that; then only the
 * version that came back from the server tells it.
 */
async function isEntrySent(tx: EraseTransaction, id: string): Promise<boolean> {
  const entry = await tx.objectStore("entries").get(id);
  const unsent = await tx.objectStore("outbox").get(`entry:${id}`);
  return entry?.revision !== 0 || unsent?.begun === true || unsent?.theirs !== undefined || (unsent?.in_flight ?? null) !== null;
}

async function isPhotoSent(tx: EraseTransaction, id: string): Promise<boolean> {
  const photo = await tx.objectStore("photos").get(id);
  return photo?.revision !== 0 || (await tx.objectStore("outbox").get(`photo:${id}`))?.begun === true;
}

/** Delete an entry, its photos, its draft, its changes that wait to be sent, and what a notice quotes of it. */
export async function removeEntry(tx: EraseTransaction, id: string): Promise<void> {
  for (const photoId of await tx.objectStore("photos").index("entry").getAllKeys(id)) {
    await removePhoto(tx, photoId);
    await tx.objectStore("outbox").delete(`erase-photo:${photoId}`); // the entry's erasure includes it
  }
  await tx.objectStore("entries").delete(id);
  await tx.objectStore("drafts").delete(id);
  await tx.objectStore("notices").delete(`merged:${id}`);
  await tx.objectStore("outbox").delete(`entry:${id}`);
}

/** Delete a photo, its bytes, its small copy, its upload, and marks that wait to be sent. */
export async function removePhoto(tx: EraseTransaction, id: string): Promise<void> {
  await tx.objectStore("photos").delete(id);
  await tx.objectStore("pictures").delete(id);
  await tx.objectStore("thumbnails").delete(id);
  for (const kind of ["photo", "eyes"]) await tx.objectStore("outbox").delete(`${kind}:${id}`);
}
