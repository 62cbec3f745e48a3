/** Stores where the person has marked the eyes in a photo. */

import type { Eyes } from "../domain/outline";
import type { Photo } from "../domain/diary";
import { atomic, type WriteTransaction } from "./atomic";
import { enqueue } from "./outbox";
import type { Database, OutboxItem } from "./schema";

/** Mark the eyes of a photo, or remove the marks (null), and enqueue the change for the server. Throws `StorageProblem`. */
export async function saveEyes(db: Database, photoId: string, eyes: Eyes | null, now: number): Promise<void> {
  await atomic(db, ["photos", "outbox"], async (tx) => {
    const photo = await tx.objectStore("photos").get(photoId);
    if (!photo) return; // erased meanwhile
    await tx.objectStore("photos").put({ ...photo, eyes });
    await enqueue(tx.objectStore("outbox"), { kind: "eyes", target: photoId, body: null }, now);
  });
}

/** Store a photo as the server sends it, except for marks that the server does not have yet. */
export async function putPhoto(tx: Pick<WriteTransaction<readonly ["photos", "outbox"]>, "objectStore">, photo: Photo): Promise<void> {
  const unsent = await tx.objectStore("outbox").get(`eyes:${photo.id}`);
  const mine = unsent && (await tx.objectStore("photos").get(photo.id));
  await tx.objectStore("photos").put(mine ? { ...photo, eyes: mine.eyes } : photo);
}

/** Store the server's response to marked eyes. Marks that were moved in the meantime stay in the outbox. */
export async function eyesSaved(db: Database, sent: OutboxItem, answer: Photo): Promise<void> {
  await atomic(db, ["photos", "outbox", "erased"], async (tx) => {
    const item = await tx.objectStore("outbox").get(sent.key);
    if (item?.change === sent.change) await tx.objectStore("outbox").delete(sent.key);
    if (!(await tx.objectStore("erased").get(`photo:${answer.id}`))) await putPhoto(tx, answer);
  });
}
