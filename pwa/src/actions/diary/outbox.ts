/** What the patient can do about changes that have not reached the server. */

import { saved } from "../../state/diary";
import { database } from "../../store/database";
import { deletePhoto } from "../../store/diary";
import { discard, outboxItems, retryAll } from "../../store/outbox";
import { countUnsentSheets } from "../../store/sheets";

/** Count the changes that have not reached the server yet, of the diary and of sheets; signing out now would lose them. */
export async function unsentCount(): Promise<number> {
  const db = await database();
  return (await outboxItems(db)).length + (await countUnsentSheets(db));
}

/** Retry every waiting change now, including those that the server refused. */
export async function retrySending(): Promise<void> {
  await retryAll(await database());
  saved();
}

/** Discard a change that the server has refused. The diary itself is left alone. */
export async function discardChange(key: string): Promise<void> {
  await discard(await database(), key);
  saved();
}

/** Delete a photo that the server has refused, from this phone and from the outbox. */
export async function discardPhoto(photoId: string): Promise<void> {
  await deletePhoto(await database(), photoId);
  saved();
}
