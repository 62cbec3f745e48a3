import { answered, api } from "../../api";
import type { TreatmentForClinic } from "../../state/practice";

/** Sets or clears the date of the next session. */
export function planSession(treatmentId: string, at: Date | null): Promise<TreatmentForClinic> {
  return answered(
    api.PUT("/api/treatments/{treatment_id}/next-session", {
      params: { path: { treatment_id: treatmentId } },
      body: { next_session_at: at?.toISOString() ?? null },
    }),
  );
}
