/** The only place that writes to the database: every write is a transaction that is committed as a whole or not at all. */

import type { IDBPTransaction, StoreNames } from "idb";
import { storageProblemOf } from "./problem";
import type { AfterglowData, Database } from "./schema";

type Stores = readonly StoreNames<AfterglowData>[];

/** A transaction that may write to the given stores. */
export type WriteTransaction<Names extends Stores> = IDBPTransaction<AfterglowData, Names, "readwrite">;

/**
 * Run the writes in one transaction and wait until it is committed. On any error, in the browser or in `write`, the
 * transaction is rolled back and the call rejects: with a `StorageProblem` if the storage is the reason.
 */
export async function atomic<const Names extends Stores>(
  db: Database,
  stores: Names,
  write: (tx: WriteTransaction<Names>) => Promise<unknown>,
): Promise<void> {
  let tx: WriteTransaction<Names> | undefined;
  try {
    tx = db.transaction(stores, "readwrite");
    tx.done.catch(() => undefined); // it is awaited below, unless a write fails first
    await write(tx);
    await tx.done;
  } catch (reason) {
    const cause = tx?.error ?? reason; // a write that follows the failed one only says that the transaction has ended
    abort(tx);
    throw storageProblemOf(cause);
  }
}

function abort(tx: { abort(): void } | undefined): void {
  try {
    tx?.abort();
  } catch {
    // the transaction has already ended
  }
}
