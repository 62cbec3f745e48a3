import { answered, api } from "../../api";

/** Throws a draft away. */
export async function discardDraft(id: string): Promise<void> {
  await answered(api.DELETE("/api/sheet-versions/{sheet_version_id}", { params: { path: { sheet_version_id: id } } }));
}
