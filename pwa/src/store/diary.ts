/** Stores what the patient writes: entries with their photos, and that a reply was read. */

import type { Entry, Photo } from "../domain/diary";
import { enqueue, outboxItem } from "./outbox";
import type { Database, DraftPicture, Picture } from "./schema";
import { atomic } from "./atomic";
import { ErasedProblem } from "./problem";

/** A photo of the draft, with the clock offset at the time of saving. */
export type NewPicture = DraftPicture & Pick<Photo, "clock_offset_ms">;

/**
 * Save a check-in in one transaction: the entry, its photos, their outbox items, and the removal of the draft. Resolves
 * once everything is on this phone; does not wait for the network. Throws `StorageProblem` or, for an entry that was erased
 * on this phone, `ErasedProblem`.
 */
export function saveEntry(db: Database, entry: Entry, pictures: readonly NewPicture[], now: number): Promise<void> {
  return write(db, { entry, pictures, now, notBefore: 0 });
}

/**
 * Save an entry without photos and do not send it before `notBefore`, in epoch milliseconds. Throws `StorageProblem`.
 */
export function saveHeldEntry(db: Database, entry: Entry, now: number, notBefore: number): Promise<void> {
  return write(db, { entry, pictures: [], now, notBefore });
}

interface NewEntry {
  readonly entry: Entry;
  readonly pictures: readonly NewPicture[];
  readonly now: number;
  readonly notBefore: number;
}

async function write(db: Database, { entry, pictures, now, notBefore }: NewEntry): Promise<void> {
  await atomic(db, ["entries", "photos", "pictures", "outbox", "drafts", "erased"], async (tx) => {
    const outbox = tx.objectStore("outbox");
    const erasure = (await outbox.get(`erase-entry:${entry.id}`)) ?? (await tx.objectStore("erased").get(`entry:${entry.id}`));
    if (erasure) throw new ErasedProblem();
    const known = await tx.objectStore("entries").get(entry.id);
    const before = await outbox.get(`entry:${entry.id}`);
    await tx.objectStore("entries").put(known ? editOf(known, entry) : { ...entry, revision: 0, edited: false });
    const base = !before && known && known.revision > 0 ? { base: known.document } : {};
    await outbox.put({ ...outboxItem("entry", entry.id, now, { before }), ...base, not_before: notBefore });
    for (const picture of pictures) {
      await tx.objectStore("photos").put(photoOf(picture, entry));
      await tx.objectStore("pictures").put({ id: picture.id, type: picture.type, bytes: picture.bytes });
      await outbox.put(outboxItem("photo", picture.id, now));
    }
    await tx.objectStore("drafts").delete(entry.id);
  });
}

/** Delete an entry that is still held back at `now`. Returns false, and deletes nothing, if it may have been sent. */
export async function deleteHeldEntry(db: Database, entryId: string, now: number): Promise<boolean> {
  let isHeld = false;
  await atomic(db, ["entries", "outbox"], async (tx) => {
    const item = await tx.objectStore("outbox").get(`entry:${entryId}`);
    const entry = await tx.objectStore("entries").get(entryId);
    isHeld = item !== undefined && item.not_before > now && item.in_flight === null && entry?.revision === 0;
    if (!isHeld) return;
    await tx.objectStore("entries").delete(entryId);
    await tx.objectStore("outbox").delete(`entry:${entryId}`);
  });
  return isHeld;
}

/** The clock was measured when the entry was made; an edit says nothing about that time. */
function editOf(known: Entry, { document, ...entry }: Entry): Entry {
  const clock_offset_ms = known.document.clock_offset_ms ?? null;
  return { ...entry, document: { ...document, clock_offset_ms }, revision: known.revision, edited: true };
}

function photoOf({ type: _type, bytes: _bytes, ...photo }: NewPicture, { id, treatment_id }: Entry): Photo {
  return { place: null, ...photo, entry_id: id, treatment_id, eyes: null, revision: 0 };
}

/** Find the bytes of a photo; undefined if it was not taken on this phone. */
export function findPicture(db: Database, photoId: string): Promise<Picture | undefined> {
  return db.get("pictures", photoId);
}

/** Delete a photo that the server does not have: its record, its bytes and its outbox item. */
export async function deletePhoto(db: Database, photoId: string): Promise<void> {
  await atomic(db, ["photos", "pictures", "outbox"], async (tx) => {
    await tx.objectStore("photos").delete(photoId);
    await tx.objectStore("pictures").delete(photoId);
    await tx.objectStore("outbox").delete(`photo:${photoId}`);
  });
}

/** Mark a reply as read and enqueue the change for the server. */
export async function saveReplyRead(db: Database, replyId: string, now: number): Promise<void> {
  await atomic(db, ["replies", "outbox"], async (tx) => {
    const reply = await tx.objectStore("replies").get(replyId);
    if (reply) await tx.objectStore("replies").put({ ...reply, read_at: new Date(now).toISOString() });
    await enqueue(tx.objectStore("outbox"), { kind: "read", target: replyId, body: null }, now);
  });
}
