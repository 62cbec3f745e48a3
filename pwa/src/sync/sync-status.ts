/** What the person sees of the exchange: on this phone · sending · with your clinic · needs attention. */

import type { Parcel } from "../store/schema";

export type SyncState = "on-phone" | "sending" | "with-clinic" | "needs-attention";

/** The state of a thing by its parcels: the one that is furthest behind speaks. */
export function stateOf(parcels: readonly Parcel[], sending: string | null): SyncState {
  if (parcels.some((found) => found.problem !== null)) return "needs-attention";
  if (parcels.some((found) => found.key === sending)) return "sending";
  return parcels.length > 0 ? "on-phone" : "with-clinic";
}

/** The parcels of one entry: itself and its photos. */
export function parcelsOf(entryId: string, photoIds: readonly string[], parcels: readonly Parcel[]): readonly Parcel[] {
  const keys = new Set([`entry:${entryId}`, ...photoIds.map((id) => `photo:${id}`)]);
  return parcels.filter((found) => keys.has(found.key));
}
