/** A full phone: makes a chosen write, or a chosen commit, of fake-indexeddb fail as in a browser. */
import { vi } from "vitest";

const WRITES = ["put", "add", "delete", "clear"] as const;

/** The internals of a transaction of fake-indexeddb. */
interface FakeTransaction extends IDBTransaction {
  readonly _requests: readonly { readonly request: IDBRequest }[];
  _start(): void;
  _abort(name: string): void;
  _execRequestAsync(request: { readonly source: IDBObjectStore; readonly operation: () => never }): IDBRequest;
}

/** Which write or commit fails, counted from 1; 0: none. */
export interface Failure {
  readonly write: number;
  readonly commit: number;
}

/** What has been written while the failure was set up. */
export interface Counts {
  writes: number;
  commits: number;
}

/** Let the chosen write or commit fail with QuotaExceededError, until `vi.restoreAllMocks()`. */
export function fillPhone(failure: Failure): Counts {
  const counts = { writes: 0, commits: 0 };
  for (const name of WRITES) {
    const original = methodOf<IDBRequest>(IDBObjectStore.prototype, name);
    vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(function (this: IDBObjectStore, ...values: unknown[]) {
      counts.writes += 1;
      return counts.writes === failure.write ? failingRequest(this) : original.apply(this, values);
    } as never);
  }
  const original = methodOf<IDBTransaction>(IDBDatabase.prototype, "transaction");
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...values) {
    const tx = original.apply(this, values);
    if (tx.mode !== "readwrite") return tx;
    counts.commits += 1;
    if (counts.commits === failure.commit) failAtCommit(tx as FakeTransaction);
    return tx;
  });
  return counts;
}

type Method<T> = (...values: unknown[]) => T;

/** An unbound method, to be called on another object. */
export function methodOf<T>(prototype: object, name: string): Method<T> {
  return Reflect.get(prototype, name) as Method<T>;
}

function failingRequest(store: IDBObjectStore): IDBRequest {
  const operation = (): never => {
    throw new DOMException("The phone is full.", "QuotaExceededError");
  };
  return (store.transaction as FakeTransaction)._execRequestAsync({ source: store, operation });
}

/** All writes succeed, and then there is no space for the commit. */
function failAtCommit(tx: FakeTransaction): void {
  const start = tx._start.bind(tx);
  tx._start = () => {
    if (tx._requests.some(({ request }) => request.readyState !== "done")) start();
    else tx._abort("QuotaExceededError");
  };
}
