import { api, bodyOf } from "../api";
import type { PhotoComparison } from "../state/clinic";

/** Load the photos of all treatments that the patient shares with the viewer. The server records the access. Throws `Problem`. */
export function loadPhotos(treatmentId: string): Promise<PhotoComparison> {
  return bodyOf(api.GET("/api/treatments/{treatment_id}/photos", { params: { path: { treatment_id: treatmentId } } }));
}
