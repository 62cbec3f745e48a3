import { useEffect, useRef, useState } from "preact/hooks";
import { loadRecordDraft, saveRecordDraft } from "../../actions/record-drafts";
import type { ProblemCode } from "../../domain/vocabulary";
import { me } from "../../state/auth-session";
import { codeOf } from "../../state/problem-code";
import type { TreatmentForClinic } from "../../state/clinic";
import type { RecordForm } from "./record-form";

/** A record that is not saved yet. Its id is kept, so that a save whose answer was lost records nothing twice. */
export interface RecordDraft {
  readonly id: string;
  readonly form: RecordForm;
  /** Of a correction: the record as it was when the draft was begun. */
  readonly base?: TreatmentForClinic;
}

/** The name of a draft: of this person at this clinic, about a patient or a new one. */
export function draftName(about: string): string {
  const person = me();
  return `record-draft ${person?.id ?? ""} ${person?.clinic?.id ?? ""} ${about}`;
}

/** Load the draft. One that cannot be read does not keep anyone from recording. */
export async function loadDraft(name: string): Promise<RecordDraft | undefined> {
  return loadRecordDraft<RecordDraft>(name).catch(() => undefined);
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
 * makes an untouched form. Discarding it can be
 * undone as long as the screen is open.
 */
export function useDraft(name: string, draft: RecordDraft | undefined, fresh: () => RecordForm, base?: TreatmentForClinic) {
  const [untouched, setUntouched] = useState(fresh);
  const [form, setForm] = useState(draft?.form ?? untouched);
  const [id, setId] = useState(() => draft?.id ?? crypto.randomUUID());
  const [discarded, setDiscarded] = useState<RecordForm | null>(null);
  const [problem, setProblem] = useState<ProblemCode>();
  const touched = !isSame(form, untouched);
  const isSaved = useRef(false);
  useEffect(() => {
    if (isSaved.current) return;
    saveRecordDraft(name, touched ? { id, form: typedIn(form), ...(base && { base }) } : null).then(
      () => setProblem(undefined),
      (thrown: unknown) => setProblem(codeOf(thrown)),
    );
  }, [form, id, base]);
  const restart = (next: RecordForm, thrownAway: RecordForm | null) => {
    setForm(next);
    setDiscarded(thrownAway);
  };
  return {
    ...{ form, setForm, id, touched, problem, discarded },
    discard: () => {
      const next = fresh();
      setUntouched(next);
      setId(crypto.randomUUID());
      restart(next, form);
    },
    undo: () => discarded && restart(discarded, null),
    /** Drop the draft, because it is recorded now. */
    finish: async () => {
      isSaved.current = true;
      await saveRecordDraft(name, null).catch(() => undefined); // the record is safe, and its id keeps it from being made twice
    },
  };
}
