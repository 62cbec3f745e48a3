/** The practitioner's calls about a treatment that is already recorded. All of them throw `Problem`. */

import { api, bodyOf } from "../api";
import type { RecordCorrection, RecordVersion, SheetSummary, TreatmentForClinic } from "../state/clinic";

/** What the correction of a record starts from. */
export interface Correcting {
  readonly treatment: TreatmentForClinic;
  readonly sheets: readonly SheetSummary[];
}

/** Load the record as it is now, and the sheets to choose from: also its own, if the clinic no longer offers that. */
export async function loadCorrecting(id: string): Promise<Correcting> {
  const [treatment, { sheets }] = await Promise.all([loadRecord(id), bodyOf(api.GET("/api/sheets"))]);
  const offered = sheets.some(({ key }) => key === treatment.sheet.key);
  return { treatment, sheets: offered ? sheets : [followed(treatment), ...sheets] };
}

function followed({ sheet: { key, version, title }, record }: TreatmentForClinic): SheetSummary {
  return { key, version, title, kind: record.kind, flags: record.flags, publisher: "", language: "", built_in: false, default: false, conditions: {}, begins: {}, titles: {} };
}

/** Load the record as it is now. */
export function loadRecord(id: string): Promise<TreatmentForClinic> {
  return bodyOf(api.GET("/api/treatments/{treatment_id}", { params: { path: { treatment_id: id } } }));
}

/** Replace the record; `record-changed` if somebody else has corrected it meanwhile. A repeat changes nothing. */
export function correctRecord(id: string, correction: RecordCorrection): Promise<TreatmentForClinic> {
  return bodyOf(api.PUT("/api/treatments/{treatment_id}/record", { params: { path: { treatment_id: id } }, body: correction }));
}

/** Take a treatment that was recorded by mistake out of all lists. */
export function withdrawTreatment(id: string, reason: string): Promise<TreatmentForClinic> {
  return bodyOf(api.PUT("/api/treatments/{treatment_id}/withdrawal", { params: { path: { treatment_id: id } }, body: { reason } }));
}

/** Load all versions of a record, the current one last. */
export async function loadHistory(id: string): Promise<readonly RecordVersion[]> {
  return (await bodyOf(api.GET("/api/treatments/{treatment_id}/history", { params: { path: { treatment_id: id } } }))).versions;
}
