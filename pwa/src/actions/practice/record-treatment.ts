import { answered, api } from "../../api";
import type { TreatmentForClinic, TreatmentNew } from "../../state/clinic";

/** Records a treatment. The id is made here, so sending it again records nothing twice. */
export function recordTreatment(treatment: TreatmentNew): Promise<TreatmentForClinic> {
  return answered(api.POST("/api/treatments", { body: treatment }));
}
