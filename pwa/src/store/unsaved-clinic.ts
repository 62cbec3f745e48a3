/** Keeps on this device what an owner has typed about the clinic and not saved, by the id of the clinic. */

import { localStore } from "./local-json";

export const {
  load: loadUnsavedClinic,
  save: saveUnsavedClinic,
  discard: discardUnsavedClinic,
  discardAll: discardAllUnsavedClinics,
} = localStore<object>("clinic");
