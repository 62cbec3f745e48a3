import { useEffect, useState } from "preact/hooks";
import { useLocation } from "../../../ui/router";
import { Button, Field, toast } from "../../../ui";
import { storeDraft, type Draft } from "../../../actions/diary/draft";
import { saveCheckIn } from "../../../actions/diary/save-check-in";
import type { Finding } from "../../../domain/assessment";
import type { Treatment } from "../../../domain/diary";
import { MAX_NOTE } from "../../../domain/vocabulary";
import { findingsToReport } from "../../../domain/findings-to-report";
import { t } from "../../../i18n";
import { entries } from "../../../state/diary";
import type { ChangeDocument } from "./change-document";
import { Signs } from "./signs";
import { More } from "./more";
import { Photos } from "./photos";
import { States } from "./states";
import { Symptoms } from "./symptoms";

interface FormProps {
  readonly treatment: Treatment;
  readonly draft: Draft;
  readonly onFindings: (raised: readonly Finding[]) => void;
}

/** The check-in form on one page. Every change is stored as a draft at once. */
export function Form({ treatment, draft: initial, onFindings }: FormProps) {
  const [draft, setDraft] = useState(initial);
  const [busy, setBusy] = useState(false);
  const [, go] = useLocation();
  useEffect(() => {
    if (draft !== initial) void storeDraft(draft);
  }, [draft]);
  const changeDraft = (part: Partial<Draft>): void => setDraft((last) => ({ ...last, ...part, touched_at: Date.now() }));
  const change: ChangeDocument = (part) => setDraft((last) => ({ ...last, document: { ...last.document, ...part }, touched_at: Date.now() }));
  const save = async (): Promise<void> => {
    setBusy(true);
    await saveCheckIn(draft);
    const raised = findingsOf(treatment, draft);
    if (raised.length) return onFindings(raised);
    toast(t("patient.check-in.saved"));
    go("/");
  };
  const { document } = draft;
  return (
    <>
      <Photos draft={draft} onChange={changeDraft} />
      <Symptoms treatment={treatment} draft={draft} change={change} />
      <Signs reported={document.signs} change={change} />
      <States treatment={treatment} confirmed={document.states} change={change} />
      <Field label={t("patient.check-in.note")} optional type="area" value={document.note} onInput={(note) => change({ note })} more={{ maxLength: MAX_NOTE, rows: 2 }} />
      {treatment.practitioner_name !== null && (
        <Field
          label={t("patient.question.label", { name: treatment.practitioner_name })}
          optional
          type="area"
          value={document.question}
          onInput={(question) => change({ question })}
          more={{ maxLength: MAX_NOTE, rows: 2 }}
        />
      )}
      {!isEmpty(draft) && (
        <div class="save">
          <Button wide icon="yes" busy={busy} onClick={() => void save()}>
            {t("common.save")}
          </Button>
        </div>
      )}
      <More treatment={treatment} draft={draft} change={change} onChange={changeDraft} />
    </>
  );
}

function isEmpty({ document, pictures }: Draft): boolean {
  const { scores, signs, states, products, activities, note, question } = document;
  const answered = [scores, states].some((part) => Object.keys(part).length > 0);
  const listed = [signs, products, activities, pictures].some((part) => part.length > 0);
  return !answered && !listed && note.trim() === "" && question.trim() === "";
}

/** The findings of this entry that should be reported. */
function findingsOf(treatment: Treatment, draft: Draft): readonly Finding[] {
  const occurred_at = draft.occurred_at ?? new Date().toISOString();
  const entry = { id: draft.entry_id, treatment_id: treatment.id, occurred_at, document: draft.document, revision: 0, edited: false };
  return findingsToReport(treatment.timeline, entries.value, entry);
}
