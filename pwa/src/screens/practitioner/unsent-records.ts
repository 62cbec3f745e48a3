import { hasLeft } from "../../actions/reply-drafts";
import { discardFormDraft, formDraftNames, loadFormDraft, saveFormDraft } from "../../actions/form-drafts";
import { t } from "../../i18n";
import { dateAndTime } from "../../i18n/dates";
import { areaLabel } from "../labels";
import { details } from "./applied-facts";
import { loadDraft, ownDrafts } from "./record-draft";
import { formOf, toRecord, type RecordForm } from "./record-form";

/** A record, or the correction of one, that was begun in a clinic which its writer has left. */
export interface UnsentRecord {
  readonly name: string;
  /** The clinic's name, if it is known. */
  readonly clinic: string | undefined;
  /** What was typed, without the patient. */
  readonly text: string;
  readonly discard: () => void;
  readonly restore: () => void;
}

/** What the signed-in person has begun to record in clinics in which they no longer work. */
export function unsentRecords(): readonly UnsentRecord[] {
  return ownDrafts(formDraftNames()).filter(({ clinicId }) => hasLeft(clinicId)).flatMap(({ name }) => unsent(name));
}

function unsent(name: string): readonly UnsentRecord[] {
  const draft = loadDraft(name);
  if (draft === undefined) return [];
  const known = new Set(draft.base && linesOf(formOf(draft.base)));
  const text = linesOf(draft.form).filter((line) => !known.has(line)).join("\n");
  const raw = loadFormDraft(name) ?? {};
  return text === "" ? [] : [{ name, clinic: draft.clinic, text, discard: () => discardFormDraft(name), restore: () => { saveFormDraft(name, raw); } }];
}

/** What a form says, line by line. The name of the patient is not among it. */
function linesOf(form: RecordForm): readonly string[] {
  const record = toRecord(form);
  const facts = [
    ...details(record).map(([name, text]) => [t(name), text] as const),
    ...record.directed.map(({ says }) => [t("practitioner.record.directed"), says] as const),
    [t("practitioner.treatment.note"), record.note] as const,
  ];
  return [
    ...(form.at === "" ? [] : [fact(t("practitioner.treatment.treated"), dateAndTime(`${form.at}Z`, "UTC"))]),
    ...form.areas.map(({ area, depth }) => (depth === "" ? areaLabel(area) : fact(areaLabel(area), t("practitioner.treatment.mm", { depth })))),
    ...facts.filter(([, text]) => text.trim() !== "").map(([name, text]) => fact(name, text)),
  ];
}

function fact(name: string, text: string): string {
  return `${name}: ${text}`;
}
