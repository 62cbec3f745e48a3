/** Erases the local data. */

import { deleteDB } from "idb";
import { announceChange } from "./changed";
import { closeDatabase, DATABASE_NAME } from "./database";

/** Delete the whole database: entries, photos, the outbox. Other tabs close their connection and start empty. */
export async function eraseEverything(): Promise<void> {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  announceChange();
}
