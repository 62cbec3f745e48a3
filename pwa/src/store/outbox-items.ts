/** Reads the outbox. Apart from its writers, because Today needs only this in its first load. */

import type { Database, OutboxItem } from "./schema";

/** All items, oldest first; an entry precedes the photos that were saved with it. */
export async function outboxItems(db: Database): Promise<OutboxItem[]> {
  const items = await db.getAll("outbox");
  const rank = { entry: 0, photo: 1, grant: 2, revoke: 3, read: 4, decline: 4, "erase-photo": 5, "erase-entry": 6, eyes: 7 };
  return items.sort((a, b) => a.queued_at - b.queued_at || rank[a.kind] - rank[b.kind]);
}
