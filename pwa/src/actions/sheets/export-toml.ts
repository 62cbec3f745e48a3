import { answered, api } from "../../api";

/** Hands the sheet over as a TOML file. */
export async function exportToml(id: string): Promise<void> {
  const asked = api.GET("/api/sheet-versions/{sheet_version_id}/toml", { params: { path: { sheet_version_id: id } } });
  const { file_name: name, toml } = await answered(asked);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([toml], { type: "application/toml" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
