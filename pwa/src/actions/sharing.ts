/** Sharing a diary with the practitioner who recorded its treatment. */

import { api, bodyOf, type Shapes } from "../api";
import { saved } from "../state/diary";
import { database } from "../store/database";
import { saveNewGrant, saveRevocation } from "../store/sharing";

/** What a practitioner would see with this grant, according to the server. */
export type Preview = Shapes["Review"];

/** Load exactly what the practitioner would see. Throws `Problem`. */
export function loadPreview(treatmentId: string, photos: boolean): Promise<Preview> {
  const params = { path: { treatment_id: treatmentId }, query: { photos } };
  return bodyOf(api.GET("/api/my/treatments/{treatment_id}/preview", { params }));
}

/** What the patient agrees to. */
export interface Consent {
  readonly treatmentId: string;
  readonly photos: boolean;
  /** ISO instant, at most 180 days ahead. */
  readonly endsAt: string;
}

/** Share the diary with the practitioner who recorded the treatment. Sent once there is a network. Throws `StorageProblem`. */
export async function shareDiary({ treatmentId, photos, endsAt }: Consent): Promise<void> {
  const grant = { id: crypto.randomUUID(), treatment_id: treatmentId, photos, ends_at: endsAt };
  await saveNewGrant(await database(), grant, Date.now());
  saved();
}

/**
 * Stop sharing. Until the server has confirmed it, the screen says that sharing is ending, not that it has ended.
 * Throws `StorageProblem`: the diary then remains shared.
 */
export async function revokeGrant(grantId: string): Promise<void> {
  await saveRevocation(await database(), grantId, Date.now());
  saved();
}
