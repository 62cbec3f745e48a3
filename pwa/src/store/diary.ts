/** Stores entries, photos and drafts. */

import type { Entry, Photo } from "../domain/diary";
import { outboxItem } from "./outbox";
import type { Database, Draft, DraftPicture, Picture } from "./schema";
import { atomic } from "./atomic";

/**
 * Save a check-in in one transaction: the entry, its photos, their outbox items, and the removal of the draft. Resolves
 * once everything is on this phone; does not wait for the network.
 */
export async function saveEntry(db: Database, entry: Entry, pictures: readonly DraftPicture[], now: number): Promise<void> {
  const tx = db.transaction(["entries", "photos", "pictures", "outbox", "drafts"], "readwrite");
  await atomic(tx, async () => {
    const outbox = tx.objectStore("outbox");
    const known = await tx.objectStore("entries").get(entry.id);
    const before = await outbox.get(`entry:${entry.id}`);
    await tx.objectStore("entries").put({ ...entry, revision: known?.revision ?? 0, edited: known !== undefined });
    await outbox.put(outboxItem("entry", entry.id, now, { before }));
    for (const picture of pictures) {
      await tx.objectStore("photos").put(photoOf(picture, entry));
      await tx.objectStore("pictures").put({ id: picture.id, type: picture.type, bytes: picture.bytes });
      await outbox.put(outboxItem("photo", picture.id, now));
    }
    await tx.objectStore("drafts").delete(entry.id);
  });
}

function photoOf(picture: DraftPicture, entry: Entry): Photo {
  const { angle, area, taken_at, width, height, sharpness, brightness, sha256 } = picture;
  return {
    id: picture.id,
    entry_id: entry.id,
    treatment_id: entry.treatment_id,
    ...{ angle, area, taken_at, width, height, sharpness, brightness, sha256 },
    revision: 0,
  };
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
export async function saveDraft(db: Database, drafts: Draft): Promise<void> {
  await db.put("drafts", drafts);
}

/** Delete the draft of a check-in. */
export async function deleteDraft(db: Database, entryId: string): Promise<void> {
  await db.delete("drafts", entryId);
}

/** Delete a photo that the server does not have: its record, its bytes and its outbox item. */
export async function deletePhoto(db: Database, photoId: string): Promise<void> {
  const tx = db.transaction(["photos", "pictures", "outbox"], "readwrite");
  await atomic(tx, async () => {
    await tx.objectStore("photos").delete(photoId);
    await tx.objectStore("pictures").delete(photoId);
    await tx.objectStore("outbox").delete(`photo:${photoId}`);
  });
}
