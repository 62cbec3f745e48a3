/** Signing out leaves nothing on the phone. */

import { deleteDB } from "idb";
import { announceChange } from "./changed";
import { closeDatabase, DATABASE_NAME } from "./database";

/** Deletes the whole database: entries, photos, what waited to be sent. Other tabs let go and start empty. */
export async function eraseEverything(): Promise<void> {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  announceChange();
}
