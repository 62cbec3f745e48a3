import { answered, api } from "../../api";
import type { SheetRead } from "../../state/authoring";

/** Reads the pasted text of a sheet into a draft of rules, each beside its sentence; what could not be read stays open. */
export async function readText(text: string): Promise<SheetRead> {
  return (await answered(api.POST("/api/sheet-readings", { body: { text } }))) as unknown as SheetRead;
}
