/** What is half typed in a practitioner's form, as this device keeps it. Signing out erases it with everything else. */

export { discardFormDraft, loadFormDraft, saveFormDraft } from "../store/form-drafts";
