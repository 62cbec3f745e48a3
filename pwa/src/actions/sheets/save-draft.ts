import { answered, api } from "../../api";
import type { SheetDocument, SheetVersion } from "../../state/authoring";
import { asVersion } from "./load-version";

/** Keeps a draft as it is now written. Only a sheet without faults is kept (`sheet-faulty` otherwise). */
export async function saveDraft(id: string, document: SheetDocument): Promise<SheetVersion> {
  const body = { document: { ...document }, toml: null };
  const asked = api.PUT("/api/sheet-versions/{sheet_version_id}", { params: { path: { sheet_version_id: id } }, body });
  return asVersion(await answered(asked));
}
