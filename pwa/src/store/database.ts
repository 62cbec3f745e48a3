/** Opens the database and migrates it. */

import { openDB } from "idb";
import type { AfterglowData, Database } from "./schema";

type Migration = (db: Database) => void;

/** In order, and never changed once released: the version of the database is the number of migrations that have run. */
const MIGRATIONS: readonly Migration[] = [
  (db) => {
    for (const name of ["treatments", "replies", "grants", "access_records", "pictures"] as const) {
      db.createObjectStore(name, { keyPath: "id" });
    }
    db.createObjectStore("entries", { keyPath: "id" }).createIndex("treatment", "treatment_id");
    const photos = db.createObjectStore("photos", { keyPath: "id" });
    photos.createIndex("treatment", "treatment_id");
    photos.createIndex("entry", "entry_id");
    db.createObjectStore("outbox", { keyPath: "key" });
    db.createObjectStore("drafts", { keyPath: "entry_id" });
    db.createObjectStore("values");
  },
];

/** The name of the IndexedDB database. */
export const DATABASE_NAME = "afterglow";

/** Open the database, creating or migrating it. A tab with an older version closes its connection when a newer one asks. */
export function openDatabase(name: string = DATABASE_NAME): Promise<Database> {
  return openDB<AfterglowData>(name, MIGRATIONS.length, {
    upgrade(db, oldVersion) {
      for (const migrate of MIGRATIONS.slice(oldVersion)) migrate(db);
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      if (name === DATABASE_NAME) opened = undefined;
    },
    terminated() {
      if (name === DATABASE_NAME) opened = undefined;
    },
  });
}

let opened: Promise<Database> | undefined;

/** The connection shared by this tab; reopened if the browser has closed it. */
export function database(): Promise<Database> {
  opened ??= openDatabase();
  opened.catch(() => (opened = undefined));
  return opened;
}

/** Close the connection; the next `database()` opens a new one. */
export async function closeDatabase(): Promise<void> {
  const last = opened;
  opened = undefined;
  (await last?.catch(() => undefined))?.close();
}
