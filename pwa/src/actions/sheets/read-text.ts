import { answered, api } from "../../api";
import type { ImportedSheet } from "../../state/authoring";

/** Reads the pasted text of a sheet into a draft of rules, each beside its sentence; what could not be read stays open. */
export async function importSheetText(text: string): Promise<ImportedSheet> {
  return (await answered(api.POST("/api/sheet-imports", { body: { text } }))) as unknown as ImportedSheet;
}
