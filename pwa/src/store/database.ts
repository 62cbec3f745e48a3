/** Opens the database and brings it up to date, one migration after the other. */

import { openDB } from "idb";
import type { AfterglowData, Database } from "./schema";

type Migration = (db: Database) => void;

/** In order, never changed once released: the database's version is how many of them have run. */
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

/** The name under which the browser keeps everything of this app. */
export const DATABASE_NAME = "afterglow";

/** Opens (and creates or migrates) the database. A tab with an older version lets go when a newer one asks. */
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

/** The one connection of this tab; opened again when the browser has taken it away. */
export function database(): Promise<Database> {
  opened ??= openDatabase();
  opened.catch(() => (opened = undefined));
  return opened;
}

/** Lets the connection go; the next `database()` opens a new one. */
export async function closeDatabase(): Promise<void> {
  const last = opened;
  opened = undefined;
  (await last?.catch(() => undefined))?.close();
}
