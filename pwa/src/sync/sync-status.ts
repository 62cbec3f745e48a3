/** What the person sees of the exchange: on this phone · sending · with your clinic · needs attention. */

import type { OutboxItem } from "../store/schema";

export type SyncState = "on-phone" | "sending" | "saved" | "needs-attention";

/** The state of a thing by its parcels: the one that is furthest behind speaks. */
export function stateOf(items: readonly OutboxItem[], sending: string | null): SyncState {
  if (items.some((item) => item.problem !== null)) return "needs-attention";
  if (items.some((item) => item.key === sending)) return "sending";
  return items.length > 0 ? "on-phone" : "saved";
}

/** The parcels of one entry: itself and its photos. */
export function itemsOf(entryId: string, photoIds: readonly string[], items: readonly OutboxItem[]): readonly OutboxItem[] {
  const keys = new Set([`entry:${entryId}`, ...photoIds.map((id) => `photo:${id}`)]);
  return items.filter((item) => keys.has(item.key));
}
