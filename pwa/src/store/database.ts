/** Opens the database and migrates it. */

import { openDB } from "idb";
import { listen } from "./channel";
import { requestStorage, waitFor, type PendingRequest } from "./patience";
import type { AfterglowData, Database } from "./schema";

/** One step of the schema. */
export type Migration = (db: Database) => void;

/** In order, and never changed once released: the version of the database is the number of migrations that have run. */
export const MIGRATIONS: readonly Migration[] = [
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
  (db) => {
    db.createObjectStore("sheets", { keyPath: "id" });
  },
  (db) => {
    db.createObjectStore("erased", { keyPath: "key" });
    db.createObjectStore("notices", { keyPath: "id" });
  },
  (db) => {
    db.createObjectStore("thumbnails", { keyPath: "id" }).createIndex("stored", "stored_at");
  },
];

/** The name of the IndexedDB database. */
export const DATABASE_NAME = "afterglow";

/** Start opening the database, creating or migrating it. A tab with an older version closes its connection for a newer one. */
function requestDatabase(name: string, migrations: readonly Migration[] = MIGRATIONS): PendingRequest<Database> {
  return requestStorage((onBlocked) =>
    openDB<AfterglowData>(name, migrations.length, {
      upgrade(db, oldVersion) {
        for (const migrate of migrations.slice(oldVersion)) migrate(db);
      },
      blocked: onBlocked,
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close();
        if (name === DATABASE_NAME) opened = undefined;
      },
      terminated() {
        if (name === DATABASE_NAME) opened = undefined;
      },
    }),
  );
}

/** Open a separate connection. Rejects with `StorageProblem`. */
export function openDatabase(name: string, migrations?: readonly Migration[]): Promise<Database> {
  return waitFor(requestDatabase(name, migrations));
}

let opened: PendingRequest<Database> | undefined;

/**
 * The connection shared by this tab; reopened if it was closed. Rejects with `StorageProblem`: with `storage-blocked` if
 * another tab does not close its connection in time. The request stays pending then, so a later call may succeed.
 */
export async function database(): Promise<Database> {
  opened ??= shareConnection();
  return waitFor(opened);
}

function shareConnection(): PendingRequest<Database> {
  listening ??= listen("release", closeDatabase);
  const request = requestDatabase(DATABASE_NAME);
  request.result.catch(() => {
    if (opened === request) opened = undefined;
  });
  return request;
}

let listening: (() => void) | undefined;

/** Close the connection, as soon as its transactions have ended; the next `database()` opens a new one. */
export function closeDatabase(): void {
  const last = opened;
  opened = undefined;
  last?.result.then(
    (db) => db.close(),
    () => undefined,
  );
}
