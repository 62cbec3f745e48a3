import type { Eyes } from "../../domain/outline";
import { saved } from "../../state/diary";
import { database } from "../../store/database";
import { saveEyes } from "../../store/photo-eyes";

/** Mark the eyes of a photo, or remove the marks (null). Works offline. Throws `StorageProblem`: then nothing has changed. */
export async function markEyes(photoId: string, eyes: Eyes | null): Promise<void> {
  await saveEyes(await database(), photoId, eyes, Date.now());
  saved();
}
