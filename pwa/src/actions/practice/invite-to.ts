import { answered, api } from "../../api";
import type { OneTimeLink } from "../../state/clinic";

/** The invitation to a treatment's diary: a one-time link. Throws `Problem` (already-joined): back in they come by themselves. */
export function inviteTo(treatmentId: string): Promise<OneTimeLink> {
  return answered(api.POST("/api/treatments/{treatment_id}/invitation", { params: { path: { treatment_id: treatmentId } } }));
}
