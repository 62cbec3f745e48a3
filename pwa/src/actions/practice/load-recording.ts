import { answered, api } from "../../api";
import type { SheetSummary, TreatmentForClinic } from "../../state/clinic";

/** What the record form starts from. */
export interface Recording {
  readonly sheets: readonly SheetSummary[];
  readonly treatments: readonly TreatmentForClinic[];
  /** The practice's zone. */
  readonly timeZone: string;
}

/** Sheets to choose from, and the patients of the practice with what was done last time. */
export async function loadRecording(): Promise<Recording> {
  const [{ sheets }, { treatments }, me] = await Promise.all([
    answered(api.GET("/api/sheets")),
    answered(api.GET("/api/treatments")),
    answered(api.GET("/api/me")),
  ]);
  return { sheets, treatments, timeZone: me.clinic?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone };
}
