/** Baseline photos in the clinic's record of a treatment. What is not sent yet waits on this device. */

import { api, bodyOf } from "../api";
import { sendBaselinePhoto } from "../api/photo-preview";
import type { Photo } from "../domain/diary";
import { placeOf } from "../domain/places";
import type { PhotoComparison } from "../state/clinic";
import { database } from "../store/database";
import type { DraftPicture } from "../store/schema";
import { BASELINE, getValue, setValue } from "../store/values";

export type WaitingPhoto = DraftPicture;

export interface Baseline {
  readonly photos: readonly Photo[];
  /** Taken on this device and not sent, oldest first. */
  readonly waiting: readonly WaitingPhoto[];
}

/** Load the photos of a record, and those that wait on this device. Throws `Problem`. */
export async function loadBaseline(treatmentId: string): Promise<Baseline> {
  const { photos } = await bodyOf(api.GET("/api/treatments/{treatment_id}/baseline-photos", { params: { path: { treatment_id: treatmentId } } }));
  return { photos, waiting: await waitingOf(treatmentId) };
}

/** A device that can store nothing has nothing that waits. */
async function waitingOf(treatmentId: string): Promise<readonly WaitingPhoto[]> {
  const stored = database().then((db) => getValue<readonly WaitingPhoto[]>(db, nameOf(treatmentId)));
  return (await stored.catch(() => undefined)) ?? [];
}

/** Keep what is not sent on this device. Rejects with `StorageProblem` if it cannot: the screen holds the only copy then. */
export async function storeWaiting(treatmentId: string, waiting: readonly WaitingPhoto[]): Promise<void> {
  await setValue(await database(), nameOf(treatmentId), waiting);
}

function nameOf(treatmentId: string): string {
  return BASELINE + treatmentId;
}

/** Send a photo under its own id: a repeat changes nothing. Resolves once the server has stored it. Throws `Problem`. */
export function uploadBaseline(treatmentId: string, picture: WaitingPhoto): Promise<Photo> {
  const { id, angle, area, taken_at } = picture;
  const query = new URLSearchParams({ angle, taken_at });
  const place = placeOf(picture);
  if (area !== null) query.set("area", area);
  if (place !== null) query.set("place", place);
  return sendBaselinePhoto({ treatmentId, photoId: id }, query, picture);
}

/** Remove a photo from the record and from the patient's phones. Throws `Problem`. */
export async function removeBaseline(treatmentId: string, photoId: string): Promise<void> {
  await bodyOf(api.DELETE("/api/treatments/{treatment_id}/baseline-photos/{photo_id}", { params: { path: { treatment_id: treatmentId, photo_id: photoId } } }));
}

/** Load photos of earlier treatments of the same patient. The server records the access to a diary. Throws `Problem`. */
export function loadEarlierPhotos(treatmentId: string): Promise<PhotoComparison> {
  return bodyOf(api.GET("/api/treatments/{treatment_id}/earlier-photos", { params: { path: { treatment_id: treatmentId } } }));
}
