import { answered, api } from "../../api";
import type { TreatmentForClinic } from "../../state/clinic";

/** Sets or clears the date of the next session. */
export function planNextTreatment(treatmentId: string, at: Date | null): Promise<TreatmentForClinic> {
  return answered(
    api.PUT("/api/treatments/{treatment_id}/next-treatment", {
      params: { path: { treatment_id: treatmentId } },
      body: { next_treatment_at: at?.toISOString() ?? null },
    }),
  );
}
