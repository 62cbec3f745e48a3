import { saved } from "../../state/diary";
import { database } from "../../store/database";
import { enqueue } from "../../store/outbox";

/** What the patient agrees to. */
export interface Consent {
  readonly treatmentId: string;
  readonly photos: boolean;
  /** ISO instant, at most 180 days ahead. */
  readonly endsAt: string;
}

/** Opens the diary to the practitioner who recorded the treatment; goes out as soon as there is a network. */
export async function shareDiary({ treatmentId, photos, endsAt }: Consent): Promise<void> {
  const id = crypto.randomUUID();
  const body = { id, treatment_id: treatmentId, photos, ends_at: endsAt };
  await enqueue(await database(), { kind: "grant", target: id, body }, Date.now());
  saved();
}

/** Closes it again. Until the server has heard of it the screen says that it is closing, not that it is closed. */
export async function revokeGrant(grantId: string): Promise<void> {
  const db = await database();
  const now = Date.now();
  // first what must reach the server: if the app is closed right here, the diary still gets closed
  await enqueue(db, { kind: "revoke", target: grantId, body: null }, now);
  const grant = await db.get("grants", grantId);
  if (grant) await db.put("grants", { ...grant, revoked_at: new Date(now).toISOString() });
  saved();
}
