import { api, bodyOf } from "../api";
import type { Stroke } from "../domain/annotation";
import type { Annotation, PhotoComparison } from "../state/clinic";

/** Load the photos of all treatments that the patient shares with the viewer. The server records the access. Throws `Problem`. */
export function loadPhotos(treatmentId: string): Promise<PhotoComparison> {
  return bodyOf(api.GET("/api/treatments/{treatment_id}/photos", { params: { path: { treatment_id: treatmentId } } }));
}

export { discardAnnotationDraft, loadAnnotationDraft, loadTextDraft, saveAnnotationDraft, saveTextDraft, type AnnotationDraft, type TextDraft } from "../store/annotation-drafts";

/** Replace what the clinic has drawn on a photo since `base`. Throws `Problem`, `annotation-changed` if a colleague was faster. */
export function saveAnnotation(photoId: string, base: number, strokes: readonly Stroke[]): Promise<Annotation> {
  return bodyOf(api.PUT("/api/photos/{photo_id}/annotation", { params: { path: { photo_id: photoId } }, body: { base_revision: base, strokes } }));
}
