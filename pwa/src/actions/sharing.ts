/** Sharing a diary with the practitioner who recorded its treatment. */

import { api, bodyOf, documentAs, type Shapes } from "../api";
import type { Entry, Photo } from "../domain/diary";
import { saved } from "../state/diary";
import { database } from "../store/database";
import { enqueue } from "../store/outbox";

/** What a practitioner would see with this grant, according to the server. */
export type Preview = Omit<Shapes["Review"], "entries" | "photos"> & {
  readonly entries: readonly Entry[];
  readonly photos: readonly Photo[];
};

/** Load exactly what the practitioner would see. Throws `Problem`. */
export async function loadPreview(treatmentId: string, photos: boolean): Promise<Preview> {
  const params = { path: { treatment_id: treatmentId }, query: { photos } };
  const answer = await bodyOf(api.GET("/api/my/treatments/{treatment_id}/preview", { params }));
  const review = answer as Shapes["Review"]; // openapi-fetch widens the pairs of `sheet_says_days` to arrays
  return {
    ...review,
    entries: review.entries.map((entry) => documentAs<Entry>(entry)),
    photos: review.photos.map((photo) => documentAs<Photo>(photo)),
  };
}

/** What the patient agrees to. */
export interface Consent {
  readonly treatmentId: string;
  readonly photos: boolean;
  /** ISO instant, at most 180 days ahead. */
  readonly endsAt: string;
}

/** Share the diary with the practitioner who recorded the treatment. It is sent as soon as there is a network. */
export async function shareDiary({ treatmentId, photos, endsAt }: Consent): Promise<void> {
  const id = crypto.randomUUID();
  const body = { id, treatment_id: treatmentId, photos, ends_at: endsAt };
  await enqueue(await database(), { kind: "grant", target: id, body }, Date.now());
  saved();
}

/** Stop sharing. Until the server has confirmed it, the screen says that sharing is ending, not that it has ended. */
export async function revokeGrant(grantId: string): Promise<void> {
  const db = await database();
  const now = Date.now();
  // The outbox comes first: if the app is closed between the two writes, the grant is still revoked.
  await enqueue(db, { kind: "revoke", target: grantId, body: null }, now);
  const grant = await db.get("grants", grantId);
  if (grant) await db.put("grants", { ...grant, revoked_at: new Date(now).toISOString() });
  saved();
}
