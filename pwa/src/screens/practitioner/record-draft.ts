import { useState } from "preact/hooks";
import { loadFormDraft } from "../../actions/form-drafts";
import { me } from "../../state/auth-session";
import type { TreatmentForClinic } from "../../state/clinic";
import { useFormDraft } from "./form-draft";
import type { RecordForm } from "./record-form";

/** A record that is not saved yet. Its id is kept, so that a save whose answer was lost records nothing twice. */
export interface RecordDraft {
  readonly id: string;
  readonly form: RecordForm;
  /** Of a correction: the record as it was when the draft was begun. */
  readonly base?: TreatmentForClinic;
  /** The name of the clinic in which it was begun: its writer may leave it. */
  readonly clinic?: string;
}

/** The name of a draft: of this person at this clinic, about a patient or a new one. */
export function draftName(about: string): string {
  const person = me();
  return `record ${person?.id ?? ""} ${person?.clinic?.id ?? ""} ${about}`;
}

/** Those of the stored drafts that are this person's, each with the clinic in which it was begun. */
export function ownDrafts(names: readonly string[]): readonly { readonly name: string; readonly clinicId: string }[] {
  const all = names.map((name) => ({ name, parts: name.split(" ") }));
  const own = all.filter(({ parts: [kind, person] }) => kind === "record" && person === me()?.id);
  return own.map(({ name, parts }) => ({ name, clinicId: parts[2] ?? "" })).filter(({ clinicId }) => clinicId !== "");
}

/** Load the draft; undefined if there is none that can be read. */
export function loadDraft(name: string): RecordDraft | undefined {
  const { id, form, base, clinic }: Partial<RecordDraft> = loadFormDraft(name) ?? {};
  return id === undefined || form === undefined ? undefined : { id, form, ...(base && { base }), ...(clinic && { clinic }) };
}

/** What of the form is stored: not what the diary said, because access to it may end. */
function typedIn(form: RecordForm): RecordForm {
  return { ...form, reactions: [], acknowledged: [] };
}

function isSame(one: RecordForm, other: RecordForm): boolean {
  return JSON.stringify(typedIn(one)) === JSON.stringify(typedIn(other));
}

/**
 * The form and its id, which leaving the screen and a reload keep, with the record that a correction is based on. `fresh`
 * makes an untouched form. Discarding it can be undone as long as the screen is open.
 */
export function useDraft(name: string, draft: RecordDraft | undefined, fresh: () => RecordForm, base?: TreatmentForClinic) {
  const [untouched, setUntouched] = useState(fresh);
  const [form, setForm] = useState({ ...untouched, ...draft?.form });
  const [id, setId] = useState(() => draft?.id ?? crypto.randomUUID());
  const [discarded, setDiscarded] = useState<RecordForm | null>(null);
  const touched = !isSame(form, untouched);
  const clinic = me()?.clinic?.name;
  const restart = (next: RecordForm, thrownAway: RecordForm | null) => {
    setForm(next);
    setDiscarded(thrownAway);
  };
  return {
    ...{ form, setForm, id, touched, discarded },
    ...useFormDraft(name, touched ? { id, form: typedIn(form), ...(base && { base }), ...(clinic && { clinic }) } : null),
    discard: () => {
      const next = fresh();
      setUntouched(next);
      setId(crypto.randomUUID());
      restart(next, form);
    },
    undo: () => discarded && restart(discarded, null),
  };
}
