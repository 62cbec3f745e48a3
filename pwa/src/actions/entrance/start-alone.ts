import { api, bodyOf, type Shapes } from "../../api";
import type { Pasted } from "../pasted";
import { phoneTimeZone } from "../../state/clock";

/** List the sheets to choose from. */
export async function loadSheets(): Promise<readonly Shapes["SheetSummary"][]> {
  return (await bodyOf(api.GET("/api/sheets"))).sheets;
}

export type Reading = Shapes["PastedImport"];

/** Show how the program reads the text of a sheet; nothing is stored. Throws `Problem` (sheet-unread, language-unknown, …). */
export function readSheet({ text, title }: Pasted, language: "en" | "de" | null): Promise<Reading> {
  return bodyOf(api.POST("/api/my/sheet-imports", { body: { title, text, language } }));
}

interface OwnTreatment {
  /** The key of a listed sheet, or the text of the patient's own with the language in which it was read. */
  sheet: string | (Pasted & { language: "en" | "de" });
  /** Wall-clock time in this phone's time zone: "2026-11-20T14:30". */
  at: string;
  /** Which of the two, if the clock shows this time twice. */
  fold?: 0 | 1;
}

/** Create a treatment without a clinic. Throws `Problem` (local-time-missing, local-time-twice, …). */
export async function startAlone({ sheet, at, fold }: OwnTreatment): Promise<void> {
  const chosen = typeof sheet === "string" ? { sheet_key: sheet, pasted: null } : { sheet_key: null, pasted: sheet };
  await bodyOf(
    api.POST("/api/my/treatments", {
      body: { id: crypto.randomUUID(), ...chosen, treated_at_local: at, time_zone: phoneTimeZone(), fold: fold ?? null },
    }),
  );
}
