import { answered, api, type Shapes } from "../../api";

/** The sheets that somebody may choose from. */
export async function loadSheets(): Promise<readonly Shapes["SheetSummary"][]> {
  return (await answered(api.GET("/api/sheets"))).sheets;
}

interface OwnTreatment {
  sheet: string;
  /** The wall clock of this phone's zone: "2026-11-20T14:30". */
  at: string;
  /** Which one, when the clock shows this time twice. */
  fold?: 0 | 1;
}

/** Begins a diary without a clinic: a sheet and a time. Throws `Problem` (local-time-missing, local-time-twice, …). */
export async function startAlone({ sheet, at, fold }: OwnTreatment): Promise<void> {
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  await answered(
    api.POST("/api/my/treatments", {
      body: { id: crypto.randomUUID(), sheet_key: sheet, treated_at_local: at, time_zone, fold: fold ?? null },
    }),
  );
}
