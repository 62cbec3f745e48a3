/** Transactions that roll back on any error. By itself, IndexedDB commits what was written before an error in JavaScript. */

interface Abortable {
  readonly done: Promise<void>;
  abort(): void;
}

/** Run the writes and wait until they are committed. Any error aborts the transaction and is rethrown. */
export async function atomic(tx: Abortable, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
    await tx.done;
  } catch (reason) {
    tx.done.catch(() => undefined); // rejects because of our own abort
    try {
      tx.abort();
    } catch {
      // the transaction has already ended
    }
    throw reason;
  }
}
