import { answered, api } from "../../api";
import type { OneTimeLink } from "../../state/practice";

/** A one-time link to a treatment's diary: the invitation, or the way back in once the patient has joined. */
export function inviteTo(treatmentId: string): Promise<OneTimeLink> {
  return answered(api.POST("/api/treatments/{treatment_id}/invitation", { params: { path: { treatment_id: treatmentId } } }));
}
