/** The outbox: changes that wait to be sent, in the order in which they were made. */

import { atomic } from "./atomic";
import type { Database, OutboxItem } from "./schema";

export { outboxItems } from "./outbox-items";

/** Make an outbox item. After an edit (`before`), the attempts start again but the item keeps its place in the queue. */
export function outboxItem(
  kind: OutboxItem["kind"],
  target: string,
  now: number,
  rest: { readonly before?: OutboxItem | undefined; readonly body?: OutboxItem["body"] } = {},
): OutboxItem {
  const { before, body = null } = rest;
  return {
    ...carriedOver(before),
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

/** What an edit does not change: whether the server may have an earlier one, and the versions that it is merged with. */
function carriedOver(before: OutboxItem | undefined): Pick<OutboxItem, "begun" | "base" | "theirs"> {
  const { begun, base, theirs } = before ?? {};
  return { ...(begun && { begun }), ...(base && { base }), ...(theirs && { theirs }) };
}

/** The outbox inside a transaction that may write to it. */
interface OutboxStore {
  get(key: string): Promise<OutboxItem | undefined>;
  put(item: OutboxItem): Promise<string>;
}

/** Enqueue a change, in the transaction that also writes what it changes on the phone. */
export async function enqueue(outbox: OutboxStore, what: Pick<OutboxItem, "kind" | "target" | "body">, now: number): Promise<void> {
  const { kind, target, body } = what;
  const before = await outbox.get(`${kind}:${target}`);
  await outbox.put(outboxItem(kind, target, now, { before, body }));
}

/** Make every item due now, refused ones included. An erasure that can still be undone is left alone. */
export async function retryAll(db: Database): Promise<void> {
  await atomic(db, ["outbox"], async ({ store }) => {
    for (const item of (await store.getAll()).filter(({ held }) => !held)) await store.put({ ...item, attempts: 0, not_before: 0, problem: null });
  });
}

/** Remove an item without sending it. */
export function discard(db: Database, key: string): Promise<void> {
  return atomic(db, ["outbox"], ({ store }) => store.delete(key));
}
