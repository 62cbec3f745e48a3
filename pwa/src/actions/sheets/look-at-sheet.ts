import { answered, api } from "../../api";
import type { Timeline } from "../../domain/timeline";
import type { SheetDocument, SheetReport } from "../../state/authoring";

/** An imagined treatment to see a sheet by. */
export interface SampleTreatment {
  /** Wall clock, `2026-11-20T14:30`. */
  readonly at: string;
  readonly timeZone: string;
  readonly flags: readonly string[];
}

/** What is wrong or open in a sheet as it is written now, and its timeline when nothing is wrong. */
export async function previewSheet(
  document: SheetDocument,
  sample: SampleTreatment,
): Promise<{ report: SheetReport; timeline: Timeline | null }> {
  const source = { document: { ...document }, toml: null };
  const report = await answered(api.POST("/api/sheet-reports", { body: source }));
  if (report.faults.length > 0) return { report, timeline: null };
  const body = { ...source, treated_at_local: sample.at, time_zone: sample.timeZone, fold: 0 as const, flags: [...sample.flags] };
  const { timeline } = await answered(api.POST("/api/sheet-previews", { body }));
  return { report, timeline: timeline as unknown as Timeline };
}
