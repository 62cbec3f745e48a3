/** What the person sees of the exchange: on this phone · sending · with your clinic · needs attention. */

import type { OutboxItem } from "../store/schema";

export type SyncState = "on-phone" | "sending" | "saved" | "needs-attention";

/** The state of a thing by its parcels: the one that is furthest behind speaks. */
export function stateOf(parcels: readonly OutboxItem[], sending: string | null): SyncState {
  if (parcels.some((found) => found.problem !== null)) return "needs-attention";
  if (parcels.some((found) => found.key === sending)) return "sending";
  return parcels.length > 0 ? "on-phone" : "saved";
}

/** The parcels of one entry: itself and its photos. */
export function itemsOf(entryId: string, photoIds: readonly string[], parcels: readonly OutboxItem[]): readonly OutboxItem[] {
  const keys = new Set([`entry:${entryId}`, ...photoIds.map((id) => `photo:${id}`)]);
  return parcels.filter((found) => keys.has(found.key));
}
