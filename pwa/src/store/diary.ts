/** Stores what the patient writes: entries with their photos, and that a reply was read. */

import type { Entry, Photo } from "../domain/diary";
import { enqueue, outboxItem } from "./outbox";
import type { Database, DraftPicture, Picture } from "./schema";
import { atomic } from "./atomic";

/** A photo of the draft, with the clock offset at the time of saving. */
export type NewPicture = DraftPicture & Pick<Photo, "clock_offset_ms">;

/**
 * Save a check-in in one transaction: the entry, its photos, their outbox items, and the removal of the draft. Resolves
 * once everything is on this phone; does not wait for the network. Throws `StorageProblem`.
 */
export async function saveEntry(db: Database, entry: Entry, pictures: readonly NewPicture[], now: number): Promise<void> {
  await atomic(db, ["entries", "photos", "pictures", "outbox", "drafts"], async (tx) => {
    const outbox = tx.objectStore("outbox");
    const known = await tx.objectStore("entries").get(entry.id);
    const before = await outbox.get(`entry:${entry.id}`);
    await tx.objectStore("entries").put(known ? editOf(known, entry) : { ...entry, revision: 0, edited: false });
    await outbox.put(outboxItem("entry", entry.id, now, { before }));
    for (const picture of pictures) {
      await tx.objectStore("photos").put(photoOf(picture, entry));
      await tx.objectStore("pictures").put({ id: picture.id, type: picture.type, bytes: picture.bytes });
      await outbox.put(outboxItem("photo", picture.id, now));
    }
    await tx.objectStore("drafts").delete(entry.id);
  });
}

/** The clock was measured when the entry was made; an edit says nothing about that time. */
function editOf(known: Entry, { document, ...entry }: Entry): Entry {
  const clock_offset_ms = known.document.clock_offset_ms ?? null;
  return { ...entry, document: { ...document, clock_offset_ms }, revision: known.revision, edited: true };
}

function photoOf({ type: _type, bytes: _bytes, ...photo }: NewPicture, { id, treatment_id }: Entry): Photo {
  return { ...photo, entry_id: id, treatment_id, revision: 0 };
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
