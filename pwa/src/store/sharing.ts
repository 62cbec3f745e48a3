/** Stores what the patient decides about sharing: each decision together with its outbox item. */

import { atomic } from "./atomic";
import { enqueue } from "./outbox";
import type { Database } from "./schema";

type NewGrant = Readonly<Record<string, unknown>> & { readonly id: string };

/** Mark a grant as revoked and enqueue the change for the server. */
export async function saveRevocation(db: Database, grantId: string, now: number): Promise<void> {
  await atomic(db, ["grants", "outbox"], async (tx) => {
    const grant = await tx.objectStore("grants").get(grantId);
    if (grant) await tx.objectStore("grants").put({ ...grant, revoked_at: new Date(now).toISOString() });
    await enqueue(tx.objectStore("outbox"), { kind: "revoke", target: grantId, body: null }, now);
  });
}

/** Store that the patient does not share with the practitioner who has taken over, and enqueue it for the server. */
export async function saveDeclined(db: Database, treatmentId: string, now: number): Promise<void> {
  await atomic(db, ["treatments", "outbox"], async (tx) => {
    const treatment = await tx.objectStore("treatments").get(treatmentId);
    if (treatment) await tx.objectStore("treatments").put({ ...treatment, handover_open: false });
    await enqueue(tx.objectStore("outbox"), { kind: "decline", target: treatmentId, body: null }, now);
  });
}

/** Enqueue new grants, all or none; the phone has no record of them until the server has created them. */
export async function saveNewGrants(db: Database, grants: readonly NewGrant[], now: number): Promise<void> {
  await atomic(db, ["outbox"], async (tx) => {
    for (const grant of grants) await enqueue(tx.objectStore("outbox"), { kind: "grant", target: grant.id, body: grant }, now);
  });
}
