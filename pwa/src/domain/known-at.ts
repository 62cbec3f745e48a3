import type { Entry } from "./diary";

/** When a practitioner could first read the entry (epoch milliseconds): a back-dated entry becomes known later. */
export function knownAt({ occurred_at, received_at, revision }: Entry): number {
  if (revision === 0) return Infinity;
  return Math.max(Date.parse(occurred_at), Date.parse(received_at ?? occurred_at));
}
