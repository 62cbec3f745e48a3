/** Single values of the database. */

import type { Database } from "./schema";

/** The server's revision up to which this phone knows everything; 0 at first. */
export async function cursor(db: Database): Promise<number> {
  return ((await db.get("values", "cursor")) as number | undefined) ?? 0;
}

/** A value kept under a name, as it was put there. */
export async function getValue<T>(db: Database, name: string): Promise<T | undefined> {
  return (await db.get("values", name)) as T | undefined;
}

/** Keeps a value under a name. `cursor` belongs to the exchange with the server. */
export async function setValue(db: Database, name: string, value: unknown): Promise<void> {
  await db.put("values", value, name);
}
