/** What is half typed in a practitioner's form, as this device keeps it. Signing out erases it with everything else. */

import { formDraftNames } from "../store/form-drafts";
import { countReplyDrafts } from "../store/reply-drafts";

export { discardFormDraft, formDraftNames, loadFormDraft, saveFormDraft } from "../store/form-drafts";

/** Count what a practitioner has begun to type on this device: replies, records and plans. */
export function countBegun(): number {
  return formDraftNames().length + countReplyDrafts();
}
