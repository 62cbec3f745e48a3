import { answered, api } from "../../api";
import type { Entry, Photo, Reply, Treatment } from "../../domain/diary";
import type { Review } from "../../state/clinic";

/** The review, with the diary's parts typed as the phone's own domain knows them. */
export type OpenReview = Omit<Review, "treatment" | "entries" | "photos" | "replies"> & {
  readonly treatment: Treatment;
  readonly entries: readonly Entry[];
  readonly photos: readonly Photo[];
  readonly replies: readonly Reply[];
};

/** One diary, opened by its patient's grant; the look is shown to the patient. `not-found` when it is closed. */
export async function loadReview(treatmentId: string): Promise<OpenReview> {
  const review = await answered(
    api.GET("/api/treatments/{treatment_id}/review", { params: { path: { treatment_id: treatmentId } } }),
  );
  return review as unknown as OpenReview; // the same documents, described once on the server as JSON
}
