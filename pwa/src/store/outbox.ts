/** What waits to be sent, in the order in which it was made. */

import type { EntryDocument } from "../domain/diary";
import type { Database, OutboxItem } from "./schema";

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 15 * 60_000;

/** A parcel as it is first put in, or again after an edit (`before`): fresh tries, its place in the queue kept. */
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

/** Everything in the outbox, oldest first; entries before the photos that were saved with them. */
export async function outboxItems(db: Database): Promise<OutboxItem[]> {
  const items = await db.getAll("outbox");
  const rank = { entry: 0, photo: 1, grant: 2, revoke: 3, read: 4 };
  return items.sort((a, b) => a.queued_at - b.queued_at || rank[a.kind] - rank[b.kind]);
}

/** Puts something into the outbox that has no record of its own on the phone. */
export async function enqueue(db: Database, what: Pick<OutboxItem, "kind" | "target" | "body">, now: number): Promise<void> {
  const { kind, target, body } = what;
  const tx = db.transaction("outbox", "readwrite");
  const before = await tx.store.get(`${kind}:${target}`);
  await tx.store.put(outboxItem(kind, target, now, { before, body }));
  await tx.done;
}

/** Notes what is about to go out, so that a lost answer can be recognised. */
export async function markInFlight(db: Database, key: string, sent: EntryDocument | null): Promise<void> {
  await change(db, key, (item) => ({ ...item, in_flight: sent }));
}

/** The server has it: takes the parcel out, unless it was changed meanwhile. */
export async function complete(db: Database, sent: OutboxItem): Promise<void> {
  const tx = db.transaction("outbox", "readwrite");
  const item = await tx.store.get(sent.key);
  if (item?.change === sent.change) await tx.store.delete(sent.key);
  await tx.done;
}

/** No luck this time: waits, each time twice as long, at most a quarter of an hour, or as long as the server asked. */
export async function retryLater(db: Database, key: string, now: number, askedFor?: number): Promise<void> {
  await change(db, key, (item) => {
    const wait = askedFor ?? Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** item.attempts);
    return { ...item, attempts: item.attempts + 1, not_before: now + wait };
  });
}

/** The server will never take it as it is: keeps it, with the code that says why. */
export async function markRefused(db: Database, sent: OutboxItem, problem: string): Promise<void> {
  await change(db, sent.key, (item) => (item.change === sent.change ? { ...item, problem } : item));
}

/** The person wants it tried again now: all that wait, and those that were refused. */
export async function retryAll(db: Database): Promise<void> {
  const tx = db.transaction("outbox", "readwrite");
  for (const item of await tx.store.getAll()) {
    await tx.store.put({ ...item, attempts: 0, not_before: 0, problem: null });
  }
  await tx.done;
}

/** Takes a parcel out that shall not be sent any more. */
export async function discard(db: Database, key: string): Promise<void> {
  await db.delete("outbox", key);
}

async function change(db: Database, key: string, make: (item: OutboxItem) => OutboxItem): Promise<void> {
  const tx = db.transaction("outbox", "readwrite");
  const item = await tx.store.get(key);
  if (item) await tx.store.put(make(item));
  await tx.done;
}
