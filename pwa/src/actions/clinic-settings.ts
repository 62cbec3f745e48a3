/** What the owner says about the clinic. All calls throw `Problem`. */

import { api, bodyOf, type Shapes } from "../api";
import { signedIn } from "../state/auth-session";

export type ClinicSettings = Shapes["ClinicSettings"];
export type ClinicChange = Shapes["ClinicChange"];

/** Load the settings, and the sheets of which one can be the default. */
export async function loadClinicSettings(): Promise<{ settings: ClinicSettings; sheets: readonly Shapes["SheetSummary"][] }> {
  const [settings, { sheets }] = await Promise.all([bodyOf(api.GET("/api/clinic")), bodyOf(api.GET("/api/sheets"))]);
  return { settings, sheets };
}

/** Replace the settings. The name of the clinic at the top of the screens follows. */
export async function saveClinicSettings(change: ClinicChange): Promise<ClinicSettings> {
  const saved = await bodyOf(api.PUT("/api/clinic", { body: change }));
  await bodyOf(api.GET("/api/me")).then(signedIn, () => undefined); // it is saved, even if its name is shown later
  return saved;
}

/** Remove the logo. */
export function removeLogo(): Promise<ClinicSettings> {
  return bodyOf(api.DELETE("/api/clinic/logo"));
}

export { uploadLogo } from "../api/clinic-logo";
export { discardUnsavedClinic, loadUnsavedClinic, saveUnsavedClinic } from "../store/unsaved-clinic";
