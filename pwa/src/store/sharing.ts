/** Stores what the patient decides about sharing: each decision together with its outbox item. */

import { atomic } from "./atomic";
import { enqueue } from "./outbox";
import type { Database } from "./schema";

/** Mark a grant as revoked and enqueue the change for the server. */
export async function saveRevocation(db: Database, grantId: string, now: number): Promise<void> {
  await atomic(db, ["grants", "outbox"], async (tx) => {
    const grant = await tx.objectStore("grants").get(grantId);
    if (grant) await tx.objectStore("grants").put({ ...grant, revoked_at: new Date(now).toISOString() });
    await enqueue(tx.objectStore("outbox"), { kind: "revoke", target: grantId, body: null }, now);
  });
}

/** Enqueue a new grant; the phone has no record of it until the server has created it. */
export async function saveNewGrant(db: Database, grant: Readonly<Record<string, unknown>> & { readonly id: string }, now: number): Promise<void> {
  await atomic(db, ["outbox"], (tx) => enqueue(tx.objectStore("outbox"), { kind: "grant", target: grant.id, body: grant }, now));
}
