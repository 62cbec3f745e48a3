/** Keeps on this device what is typed in a practitioner's form and not saved yet: with every letter, so that a reload loses none. */

import { localStore } from "./local-json";

export const {
  load: loadFormDraft,
  save: saveFormDraft,
  discard: discardFormDraft,
  discardAll: discardAllFormDrafts,
  names: formDraftNames,
} = localStore<object>("form");
