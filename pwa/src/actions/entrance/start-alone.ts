import { api, bodyOf, type Shapes } from "../../api";
import { phoneTimeZone } from "../../state/clock";

/** List the sheets to choose from. */
export async function loadSheets(): Promise<readonly Shapes["SheetSummary"][]> {
  return (await bodyOf(api.GET("/api/sheets"))).sheets;
}

interface OwnTreatment {
  sheet: string;
  /** Wall-clock time in this phone's time zone: "2026-11-20T14:30". */
  at: string;
  /** Which of the two, if the clock shows this time twice. */
  fold?: 0 | 1;
}

/** Create a treatment without a clinic. Throws `Problem` (local-time-missing, local-time-twice, …). */
export async function startAlone({ sheet, at, fold }: OwnTreatment): Promise<void> {
  await bodyOf(
    api.POST("/api/my/treatments", {
      body: { id: crypto.randomUUID(), sheet_key: sheet, treated_at_local: at, time_zone: phoneTimeZone(), fold: fold ?? null },
    }),
  );
}
