/** Planning the next session. All calls throw `Problem`. */

import { api, bodyOf } from "../api";
import type { PlanningCalendar, TreatmentForClinic } from "../state/clinic";

/** What is planned against the `version` of the plan that the practitioner has seen. Without a time, it is cancelled. */
export interface Plan {
  readonly at: string | null;
  readonly reason: string;
  readonly version: number;
}

/** Load the days that are possible, and what is planned. The server records the look into a shared diary. */
export function loadPlanning(treatmentId: string): Promise<PlanningCalendar> {
  const path = { treatment_id: treatmentId };
  return bodyOf(api.GET("/api/treatments/{treatment_id}/next-treatment", { params: { path } }));
}

/** Plan, move or cancel the next session; `plan-changed` if somebody else was faster. A repeat changes nothing. */
export function planNextTreatment(treatmentId: string, { at, reason, version }: Plan): Promise<TreatmentForClinic> {
  const path = { treatment_id: treatmentId };
  return bodyOf(api.PUT("/api/treatments/{treatment_id}/next-treatment", { params: { path }, body: { next_treatment_at: at, reason, version } }));
}
