/** Keeps on this device what an owner has typed about the clinic and not saved. */

import { discardJson, loadJson, saveJson } from "./local-json";

const PREFIX = "afterglow-clinic ";

/** What was typed for this clinic last; null if there is nothing, or this device cannot store it. */
export function loadUnsavedClinic(clinicId: string): object | null {
  const stored = loadJson(PREFIX + clinicId);
  return typeof stored === "object" ? stored : null;
}

/** Returns whether this device could store it. */
export function saveUnsavedClinic(clinicId: string, form: object): boolean {
  return saveJson(PREFIX + clinicId, form);
}

/** Delete it: the server has it now. */
export function discardUnsavedClinic(clinicId: string): void {
  discardJson((key) => key === PREFIX + clinicId);
}

export function discardAllUnsavedClinics(): void {
  discardJson((key) => key.startsWith(PREFIX));
}
