/** The sync state that a person sees: on this phone · sending · saved · needs attention. */

import type { OutboxItem } from "../store/schema";

export type SyncState = "on-phone" | "sending" | "saved" | "needs-attention";

/** The state of a record by its outbox items: the item that is furthest behind decides. */
export function stateOf(items: readonly OutboxItem[], sending: string | null): SyncState {
  if (items.some((item) => item.problem !== null)) return "needs-attention";
  if (items.some((item) => item.key === sending)) return "sending";
  return items.length > 0 ? "on-phone" : "saved";
}

/** The outbox items of an entry and its photos. */
export function itemsOf(entryId: string, photoIds: readonly string[], items: readonly OutboxItem[]): readonly OutboxItem[] {
  const keys = new Set([`entry:${entryId}`, ...photoIds.map((id) => `photo:${id}`)]);
  return items.filter((item) => keys.has(item.key));
}
