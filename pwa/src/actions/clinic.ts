/** The practitioner's calls: recording treatments, the queue, and reviewing a diary. All of them throw `Problem`. */

import { api, bodyOf, isProblem } from "../api";
import { usableTimeZone } from "../domain/dates";
import { loadPatient } from "./patients";
import { phoneTimeZone } from "../state/clock";
import type { EarlierReaction, QueuePage, Review, SheetSummary, TreatmentForClinic, TreatmentNew } from "../state/clinic";

/** The data that the record form starts from. */
export interface Recording {
  readonly sheets: readonly SheetSummary[];
  readonly treatments: readonly TreatmentForClinic[];
  /** The clinic's IANA time zone; the phone's own if the clinic has none or an unknown one. */
  readonly timeZone: string;
}

/** Load the sheets to choose from and the clinic's patients with their treatments. */
export async function loadRecording(): Promise<Recording> {
  const [{ sheets }, { treatments }, me] = await Promise.all([
    bodyOf(api.GET("/api/sheets")),
    bodyOf(api.GET("/api/treatments")),
    bodyOf(api.GET("/api/me")),
  ]);
  return { sheets, treatments, timeZone: usableTimeZone(me.clinic?.time_zone ?? phoneTimeZone()) };
}

/** Load the late reactions to this patient's earlier treatments that are not acknowledged yet. */
export async function loadEarlierReactions(patientId: string): Promise<readonly EarlierReaction[]> {
  const query = { patient_id: patientId };
  return (await bodyOf(api.GET("/api/treatments/earlier-reactions", { params: { query } }))).treatments;
}

/** Record a treatment under its client-made id; a repeat changes nothing. */
export function recordTreatment(treatment: TreatmentNew): Promise<TreatmentForClinic> {
  return bodyOf(api.POST("/api/treatments", { body: treatment }));
}

/** Load one page of the queue, from `after` on. The server records the diaries that contribute to it. */
export function loadQueue(after: string | null): Promise<QueuePage> {
  return bodyOf(api.GET("/api/queue", { params: { query: after === null ? {} : { after } } }));
}

/** Load the clinic's record of one treatment, and whether its diary is shared with the viewer now. */
export async function loadTreatment(id: string): Promise<{ treatment: TreatmentForClinic; shared: boolean }> {
  const treatment = await bodyOf(api.GET("/api/treatments/{treatment_id}", { params: { path: { treatment_id: id } } }));
  const patient = await loadPatient(treatment.clinic_patient_id);
  return { treatment, shared: patient.treatments.some((each) => each.treatment.id === id && each.shared) };
}

/**
 * Load one shared diary. The server records the access, and the patient can see it. `not-found` when it is not shared.
 */
export function loadReview(treatmentId: string): Promise<Review> {
  const path = { treatment_id: treatmentId };
  return bodyOf(api.GET("/api/treatments/{treatment_id}/review", { params: { path } }));
}

/** Mark everything in this diary up to now as reviewed. */
export async function markReviewed(treatmentId: string): Promise<void> {
  await bodyOf(api.POST("/api/treatments/{treatment_id}/reviewed", { params: { path: { treatment_id: treatmentId } } }));
}

/** Take the mark "reviewed" back. */
export async function undoReviewed(treatmentId: string): Promise<void> {
  await bodyOf(api.DELETE("/api/treatments/{treatment_id}/reviewed", { params: { path: { treatment_id: treatmentId } } }));
}

/** Whether the diary is still shared with the viewer. The server records nothing. Throws `Problem` if it cannot be asked. */
export async function isStillShared(treatmentId: string): Promise<boolean> {
  try {
    await bodyOf(api.GET("/api/treatments/{treatment_id}/grant", { params: { path: { treatment_id: treatmentId } } }));
    return true;
  } catch (thrown) {
    if (isProblem(thrown) && (thrown.code === "treatment-unknown" || thrown.code === "not-found")) return false;
    throw thrown;
  }
}
