import { answered, api } from "../../api";

/** Says that this diary has been looked at, up to now. */
export async function markReviewed(treatmentId: string): Promise<void> {
  await answered(api.POST("/api/treatments/{treatment_id}/reviewed", { params: { path: { treatment_id: treatmentId } } }));
}
