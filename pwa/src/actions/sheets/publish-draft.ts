import { answered, api } from "../../api";
import type { SheetVersion } from "../../state/authoring";
import { asVersion } from "./load-version";

/** From now on the version can be chosen, and never changes again. `sheet-unresolved` while something is open. */
export async function publishDraft(id: string): Promise<SheetVersion> {
  const asked = api.POST("/api/sheet-versions/{sheet_version_id}/publication", { params: { path: { sheet_version_id: id } } });
  return asVersion(await answered(asked));
}
