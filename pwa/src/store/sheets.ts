/** Stores the sheets that a practitioner is writing on this device. */

import { atomic } from "./atomic";
import type { Database, StoredSheet } from "./schema";

/** Find the sheet version as it was last on screen. */
export function findSheet(db: Database, id: string): Promise<StoredSheet | undefined> {
  return db.get("sheets", id);
}

/** List the sheets that the server does not have at all, the newest first. */
export async function listNewSheets(db: Database): Promise<readonly StoredSheet[]> {
  const sheets = (await db.getAll("sheets")).filter((sheet) => !sheet.created);
  return sheets.toSorted((one, other) => other.changed_at - one.changed_at);
}

/** Count the sheets with changes that the server does not have. */
export async function countUnsentSheets(db: Database): Promise<number> {
  return (await db.getAll("sheets")).filter((sheet) => sheet.unsent).length;
}

/** Save a sheet version as it is on screen. */
export function saveSheet(db: Database, sheet: StoredSheet): Promise<void> {
  return atomic(db, ["sheets"], (tx) => tx.objectStore("sheets").put(sheet));
}

/** Delete the sheet version from this device. */
export function deleteSheet(db: Database, id: string): Promise<void> {
  return atomic(db, ["sheets"], (tx) => tx.objectStore("sheets").delete(id));
}
