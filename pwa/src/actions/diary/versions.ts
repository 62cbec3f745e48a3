import { api, bodyOf, type Shapes } from "../../api";

/** One version of an entry, and when the server got it. */
export type EntryVersion = Shapes["EntryVersion"];

/** Load all versions of an entry, oldest first; the last one is current. They are on the server only. Throws `Problem`. */
export async function loadVersions(entryId: string): Promise<readonly EntryVersion[]> {
  const { versions } = await bodyOf(api.GET("/api/entries/{entry_id}/revisions", { params: { path: { entry_id: entryId } } }));
  return versions;
}
