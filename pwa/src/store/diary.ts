/** Stores entries, photos and drafts. */

import type { Entry, Photo, Treatment } from "../domain/diary";
import { enqueue, outboxItem } from "./outbox";
import type { Database, Draft, DraftPicture, Picture } from "./schema";
import { atomic } from "./atomic";

/**
 * Save a check-in in one transaction: the entry, its photos, their outbox items, and the removal of the draft. Resolves
 * once everything is on this phone; does not wait for the network. Throws `StorageProblem`.
 */
export async function saveEntry(db: Database, entry: Entry, pictures: readonly DraftPicture[], now: number): Promise<void> {
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

function photoOf({ type: _type, bytes: _bytes, ...photo }: DraftPicture, { id, treatment_id }: Entry): Photo {
  return { ...photo, entry_id: id, treatment_id, revision: 0 };
}

/** Find the bytes of a photo; undefined if it was not taken on this phone. */
export function findPicture(db: Database, photoId: string): Promise<Picture | undefined> {
  return db.get("pictures", photoId);
}

/** Find an unsaved draft: the edit of the entry, or, without an entry, the new check-in of the treatment. */
export async function findDraft(db: Database, treatmentId: string, entryId?: string): Promise<Draft | undefined> {
  if (entryId !== undefined) return db.get("drafts", entryId);
  const known = new Set(await db.getAllKeys("entries"));
  const drafts = await db.getAll("drafts");
  return drafts.filter((each) => each.treatment_id === treatmentId && !known.has(each.entry_id)).at(-1);
}

/** Save the draft of a check-in. */
export function saveDraft(db: Database, draft: Draft): Promise<void> {
  return atomic(db, ["drafts"], (tx) => tx.objectStore("drafts").put(draft));
}

/** Delete the draft of a check-in. */
export function deleteDraft(db: Database, entryId: string): Promise<void> {
  return atomic(db, ["drafts"], (tx) => tx.objectStore("drafts").delete(entryId));
}

/** Delete a photo that the server does not have: its record, its bytes and its outbox item. */
export async function deletePhoto(db: Database, photoId: string): Promise<void> {
  await atomic(db, ["photos", "pictures", "outbox"], async (tx) => {
    await tx.objectStore("photos").delete(photoId);
    await tx.objectStore("pictures").delete(photoId);
    await tx.objectStore("outbox").delete(`photo:${photoId}`);
  });
}

/** Mark a reply as read and enqueue the same for the server. */
export async function saveReplyRead(db: Database, replyId: string, now: number): Promise<void> {
  await atomic(db, ["replies", "outbox"], async (tx) => {
    const reply = await tx.objectStore("replies").get(replyId);
    if (reply) await tx.objectStore("replies").put({ ...reply, read_at: new Date(now).toISOString() });
    await enqueue(tx.objectStore("outbox"), { kind: "read", target: replyId, body: null }, now);
  });
}

/** Mark a grant as revoked and enqueue the same for the server. */
export async function saveRevocation(db: Database, grantId: string, now: number): Promise<void> {
  await atomic(db, ["grants", "outbox"], async (tx) => {
    const grant = await tx.objectStore("grants").get(grantId);
    if (grant) await tx.objectStore("grants").put({ ...grant, revoked_at: new Date(now).toISOString() });
    await enqueue(tx.objectStore("outbox"), { kind: "revoke", target: grantId, body: null }, now);
  });
}

/** Enqueue a new grant; the phone has no record of it until the server has created it. */
export async function saveNewGrant(db: Database, grant: Readonly<Record<string, unknown>> & { readonly id: string }, now: number): Promise<void> {
  await atomic(db, ["outbox"], (tx) => enqueue(tx.objectStore("outbox"), { kind: "grant", target: grant.id, body: grant }, now));
}

/** Store a treatment as the server has just returned it. */
export function saveTreatment(db: Database, treatment: Treatment): Promise<void> {
  return atomic(db, ["treatments"], (tx) => tx.objectStore("treatments").put(treatment));
}
