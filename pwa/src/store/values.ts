/** A key-value store inside the database. */

import { atomic } from "./atomic";
import type { Database } from "./schema";

/** Begins the names under which a clinic's device has baseline photos that are not sent, by treatment. */
export const BASELINE = "baseline ";

/** The server's revision up to which this phone has every change; 0 at first. */
export async function cursor(db: Database): Promise<number> {
  return ((await db.get("values", "cursor")) as number | undefined) ?? 0;
}

/** The epoch of the server when this phone last received changes; undefined if it never has. */
export async function epoch(db: Database): Promise<string | undefined> {
  const known = (await db.get("values", "epoch")) as string | undefined;
  return known ?? ((await db.get("values", "cursor")) === undefined ? undefined : ""); // an earlier version stored none
}

/** Get the value stored under a name. */
export async function getValue<T>(db: Database, name: string): Promise<T | undefined> {
  return (await db.get("values", name)) as T | undefined;
}

/** Store a value under a name. `cursor` and `epoch` are reserved for the sync. */
export function setValue(db: Database, name: string, value: unknown): Promise<void> {
  return atomic(db, ["values"], (tx) => tx.objectStore("values").put(value, name));
}
