/** The state of an outbox item while it is being sent. */

import type { EntryDocument } from "../domain/diary";
import { atomic } from "./atomic";
import type { Database, OutboxItem } from "./schema";

/** Milliseconds before the second attempt, and the maximum between any two. */
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 15 * 60_000;
/** Milliseconds that an item waits at most after an attempt, whatever the server asks for; and before the first one. */
const LONGEST_ASKED_FOR = 60 * 60_000;
const LONGEST_HELD = 60_000;

/**
 * Whether an item has to wait at `now`. A time that is further ahead than any item waits was written by a clock that has
 * been set back since: the item is due.
 */
export function isWaiting({ not_before, attempts }: OutboxItem, now: number): boolean {
  return not_before > now && not_before <= now + (attempts > 0 ? LONGEST_ASKED_FOR : LONGEST_HELD);
}

/** Store that an item is about to be sent, and the document of an entry, so that a lost response can be recognised later. */
export async function markInFlight(db: Database, key: string, sent: EntryDocument | null): Promise<void> {
  await change(db, key, (item) => ({ ...item, in_flight: sent, begun: true }));
}

/** Remove an item that the server has accepted, unless it was changed in the meantime. */
export async function complete(db: Database, sent: OutboxItem): Promise<void> {
  await atomic(db, ["outbox"], async ({ store }) => {
    const item = await store.get(sent.key);
    if (item?.change === sent.change) await store.delete(sent.key);
  });
}

/** Schedule another attempt: after `askedFor` milliseconds (at most an hour), else with exponential backoff up to 15 minutes. */
export async function retryLater(db: Database, key: string, now: number, askedFor?: number): Promise<void> {
  await change(db, key, (item) => {
    const wait = Math.min(askedFor ?? Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** item.attempts), LONGEST_ASKED_FOR);
    return { ...item, attempts: item.attempts + 1, not_before: now + wait };
  });
}

/** Mark an item as finally refused, with the problem code, unless it was changed in the meantime. */
export async function markRefused(db: Database, sent: OutboxItem, problem: string): Promise<void> {
  await change(db, sent.key, (item) => (item.change === sent.change ? { ...item, problem } : item));
}

async function change(db: Database, key: string, make: (item: OutboxItem) => OutboxItem): Promise<void> {
  await atomic(db, ["outbox"], async ({ store }) => {
    const item = await store.get(key);
    if (item) await store.put(make(item));
  });
}
