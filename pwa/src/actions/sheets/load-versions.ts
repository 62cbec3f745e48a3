import { answered, api } from "../../api";
import type { SheetVersionSummary } from "../../state/authoring";

/** Built-in sheets and the practice's own, with drafts. */
export async function loadVersions(): Promise<readonly SheetVersionSummary[]> {
  return (await answered(api.GET("/api/sheet-versions"))).versions;
}
