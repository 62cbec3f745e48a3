import { answered, api, type Shapes } from "../../api";
import { topicTree, type TopicTree } from "../../domain/topics";
import type { SheetVersion } from "../../state/authoring";

/** One version of a sheet with the topics that its rules may name. */
export async function loadVersion(id: string): Promise<{ version: SheetVersion; tree: TopicTree }> {
  const [version, topics] = await Promise.all([
    answered(api.GET("/api/sheet-versions/{sheet_version_id}", { params: { path: { sheet_version_id: id } } })),
    answered(api.GET("/api/topics")),
  ]);
  return { version: asVersion(version), tree: topicTree(topics) };
}

/** The server describes a sheet's document as JSON; the editor knows its fields. */
export function asVersion(version: Shapes["SheetVersionView"]): SheetVersion {
  return version as unknown as SheetVersion;
}
