/** A transaction that happens whole or not at all, also when a value turns out not to be storable half-way. */

interface Abortable {
  readonly done: Promise<void>;
  abort(): void;
}

/** Runs the writes and waits until they are on disk. Whatever goes wrong takes the others back, and is thrown on. */
export async function atomic(tx: Abortable, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
    await tx.done;
  } catch (reason) {
    tx.done.catch(() => undefined); // the abort is our own doing
    try {
      tx.abort();
    } catch {
      // it has ended by itself already
    }
    throw reason;
  }
}
