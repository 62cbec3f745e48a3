/** The patient's own data: take a copy, and erase a treatment. All calls need the network and throw `Problem`. */

import { api, bodyOf, isProblem, type Shapes } from "../api";
import { withFreshPasskey } from "../state/fresh-passkey";
import { database } from "../store/database";
import { getValue, setValue } from "../store/values";
import { treatmentErased } from "./diary/erase";

/** A copy that this phone has asked for. */
export type ExportView = Shapes["ExportView"];
export type ErasurePreview = Shapes["ErasurePreview"];

/** Name under which this phone stores the id of its export; it goes when the local data is erased. */
const EXPORT_ID = "export";

/** The id that a full phone could not store: the copy can be followed until the app is closed. */
let unstoredId: string | undefined;

/** Ask for a copy of everything. Returns the one that is under way or ready, if this device has asked before. */
export async function requestExport(): Promise<ExportView> {
  const requested = await withFreshPasskey(() => bodyOf(api.POST("/api/my/exports")));
  await rememberExport(requested.id);
  return requested;
}

/** A phone without room must not lose the copy for that: perhaps the person wants it to make room. */
async function rememberExport(id: string | undefined): Promise<void> {
  unstoredId = undefined;
  await setValue(await database(), EXPORT_ID, id).catch(() => {
    unstoredId = id;
  });
}

/** Load how far the copy is that this phone has asked for. `none`: it never did. `ended`: it can no longer be downloaded. */
export async function loadExport(): Promise<ExportView | { readonly state: "none" | "ended" }> {
  const id = unstoredId ?? (await getValue<string>(await database(), EXPORT_ID));
  if (id === undefined) return { state: "none" };
  try {
    return await bodyOf(api.GET("/api/my/exports/{export_id}", { params: { path: { export_id: id } } }));
  } catch (thrown) {
    if (!isProblem(thrown, "export-unknown")) throw thrown;
    await rememberExport(undefined); // said once
    return { state: "ended" };
  }
}

/** The address of the file, which only this device may download. The browser resumes a download that was cut off. */
export function exportAddress(id: string): string {
  return `/api/my/exports/${id}/file`;
}

/** Load what would be erased with the account, and what clinics keep. */
export function previewErasingAccount(): Promise<ErasurePreview> {
  return bodyOf(api.GET("/api/me/erasure"));
}

/** Load the same for one treatment. */
export function previewErasingTreatment(id: string): Promise<ErasurePreview> {
  return bodyOf(api.GET("/api/my/treatments/{treatment_id}/erasure", { params: { path: { treatment_id: id } } }));
}

/** Erase the diary of a treatment, on the server and on this phone. The sync removes it from the others. */
export async function eraseTreatment(id: string): Promise<void> {
  const params = { path: { treatment_id: id } };
  await withFreshPasskey(() => bodyOf(api.DELETE("/api/my/treatments/{treatment_id}", { params })));
  await treatmentErased(id);
}
