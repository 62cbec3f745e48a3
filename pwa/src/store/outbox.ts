/** The outbox: changes that wait to be sent, in the order in which they were made. */

import type { EntryDocument } from "../domain/diary";
import type { Database, OutboxItem } from "./schema";

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 15 * 60_000;

/** Make an outbox item. After an edit (`before`), the attempts start again but the item keeps its place in the queue. */
export function outboxItem(
  kind: OutboxItem["kind"],
  target: string,
  now: number,
  rest: { readonly before?: OutboxItem | undefined; readonly body?: OutboxItem["body"] } = {},
): OutboxItem {
  const { before, body = null } = rest;
  return {
    key: `${kind}:${target}`,
    kind,
    target,
    queued_at: before?.queued_at ?? now,
    change: (before?.change ?? 0) + 1,
    attempts: 0,
    not_before: 0,
    problem: null,
    in_flight: before?.in_flight ?? null,
    body,
  };
}

/** All items, oldest first; an entry precedes the photos that were saved with it. */
export async function outboxItems(db: Database): Promise<OutboxItem[]> {
  const items = await db.getAll("outbox");
  const rank = { entry: 0, photo: 1, grant: 2, revoke: 3, read: 4 };
  return items.sort((a, b) => a.queued_at - b.queued_at || rank[a.kind] - rank[b.kind]);
}

/** Enqueue a change that has no record of its own on the phone. */
export async function enqueue(db: Database, what: Pick<OutboxItem, "kind" | "target" | "body">, now: number): Promise<void> {
  const { kind, target, body } = what;
  const tx = db.transaction("outbox", "readwrite");
  const before = await tx.store.get(`${kind}:${target}`);
  await tx.store.put(outboxItem(kind, target, now, { before, body }));
  await tx.done;
}

/** Store the document that is about to be sent, so that a lost response can be recognised later. */
export async function markInFlight(db: Database, key: string, sent: EntryDocument | null): Promise<void> {
  await change(db, key, (item) => ({ ...item, in_flight: sent }));
}

/** Remove an item that the server has taken, unless it was changed in the meantime. */
export async function complete(db: Database, sent: OutboxItem): Promise<void> {
  const tx = db.transaction("outbox", "readwrite");
  const item = await tx.store.get(sent.key);
  if (item?.change === sent.change) await tx.store.delete(sent.key);
  await tx.done;
}

/** Schedule another attempt: after `askedFor` milliseconds, else with exponential backoff up to 15 minutes. */
export async function retryLater(db: Database, key: string, now: number, askedFor?: number): Promise<void> {
  await change(db, key, (item) => {
    const wait = askedFor ?? Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** item.attempts);
    return { ...item, attempts: item.attempts + 1, not_before: now + wait };
  });
}

/** Mark an item as finally refused, with the problem code, unless it was changed in the meantime. */
export async function markRefused(db: Database, sent: OutboxItem, problem: string): Promise<void> {
  await change(db, sent.key, (item) => (item.change === sent.change ? { ...item, problem } : item));
}

/** Make every item due now, refused ones included. */
export async function retryAll(db: Database): Promise<void> {
  const tx = db.transaction("outbox", "readwrite");
  for (const item of await tx.store.getAll()) {
    await tx.store.put({ ...item, attempts: 0, not_before: 0, problem: null });
  }
  await tx.done;
}

/** Remove an item without sending it. */
export async function discard(db: Database, key: string): Promise<void> {
  await db.delete("outbox", key);
}

async function change(db: Database, key: string, make: (item: OutboxItem) => OutboxItem): Promise<void> {
  const tx = db.transaction("outbox", "readwrite");
  const item = await tx.store.get(key);
  if (item) await tx.store.put(make(item));
  await tx.done;
}
