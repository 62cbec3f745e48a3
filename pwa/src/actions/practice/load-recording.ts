import { answered, api } from "../../api";
import type { SheetSummary, TreatmentForClinic } from "../../state/practice";

/** What the record form starts from. */
export interface Recording {
  readonly sheets: readonly SheetSummary[];
  readonly treatments: readonly TreatmentForClinic[];
  /** The practice's zone. */
  readonly zone: string;
}

/** Sheets to choose from, and the patients of the practice with what was done last time. */
export async function loadRecording(): Promise<Recording> {
  const [{ sheets }, { treatments }, me] = await Promise.all([
    answered(api.GET("/api/sheets")),
    answered(api.GET("/api/treatments")),
    answered(api.GET("/api/me")),
  ]);
  return { sheets, treatments, zone: me.clinic?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone };
}
