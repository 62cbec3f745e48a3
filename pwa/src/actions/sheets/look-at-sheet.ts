import { answered, api } from "../../api";
import type { Timeline } from "../../domain/timeline";
import type { SheetDocument, SheetReport } from "../../state/authoring";

/** An imagined treatment to see a sheet by. */
export interface Imagined {
  /** Wall clock, `2026-11-20T14:30`. */
  readonly at: string;
  readonly zone: string;
  readonly flags: readonly string[];
}

/** What is wrong or open in a sheet as it is written now, and its timeline when nothing is wrong. */
export async function lookAtSheet(
  document: SheetDocument,
  imagined: Imagined,
): Promise<{ report: SheetReport; timeline: Timeline | null }> {
  const source = { document: { ...document }, toml: null };
  const report = await answered(api.POST("/api/sheet-reports", { body: source }));
  if (report.faults.length > 0) return { report, timeline: null };
  const body = { ...source, treated_at_local: imagined.at, zone: imagined.zone, fold: 0 as const, flags: [...imagined.flags] };
  const { timeline } = await answered(api.POST("/api/sheet-previews", { body }));
  return { report, timeline: timeline as unknown as Timeline };
}
