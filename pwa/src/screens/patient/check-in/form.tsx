import { useState } from "preact/hooks";
import { useLocation } from "../../../ui/router";
import { ActionError, Banner, Button, Field, toast } from "../../../ui";
import type { Draft } from "../../../actions/diary/draft";
import { saveCheckIn } from "../../../actions/diary/save-check-in";
import type { Finding } from "../../../domain/assessment";
import type { EntryDocument, Treatment } from "../../../domain/diary";
import { findingsToReport, openFindings } from "../../../domain/findings-to-report";
import { actsOf } from "../../../domain/reported-states";
import { signsGoneIn } from "../../../domain/signs-gone";
import { MAX_NOTE, type Sign } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { entries } from "../../../state/diary";
import { repliedAt } from "../../../state/replies";
import type { ChangeDocument } from "./change-document";
import { More } from "./more";
import { Photos } from "./photos";
import { Signs } from "./signs";
import { States } from "./states";
import { Symptoms } from "./symptoms";
import { useStoredDraft } from "./use-stored-draft";

interface FormProps {
  readonly treatment: Treatment;
  readonly draft: Draft;
  readonly onFindings: (raised: readonly Finding[]) => void;
}

/** The whole check-in on one page. Every change is stored as a draft; what cannot be stored or saved stays in the form. */
export function Form({ treatment, draft: initial, onFindings }: FormProps) {
  const [draft, setDraft] = useState(initial);
  const storing = useStoredDraft(draft, initial);
  const changeDraft = (part: Partial<Draft>): void => setDraft((last) => ({ ...last, ...part, touched_at: Date.now() }));
  const change: ChangeDocument = (part) => changeDocument(setDraft, part);
  const { document } = draft;
  return (
    <>
      <Photos draft={draft} onChange={changeDraft} />
      <Symptoms treatment={treatment} draft={draft} change={change} />
      <Signs reported={document.signs} open={openSigns(treatment, draft)} gone={signsGoneIn(document)} change={change} />
      <States treatment={treatment} confirmed={document.states} change={change} />
      <Texts treatment={treatment} document={document} change={change} />
      {storing.failed && <Banner tone="attention" alert>{t("patient.draft.not-stored")}</Banner>}
      {!isEmpty(draft) && <Save treatment={treatment} draft={draft} onFindings={onFindings} />}
      <More treatment={treatment} draft={draft} change={change} onChange={changeDraft} />
    </>
  );
}

function changeDocument(setDraft: (update: (last: Draft) => Draft) => void, part: Partial<EntryDocument>): void {
  setDraft((last) => ({ ...last, document: { ...last.document, ...part }, touched_at: Date.now() }));
}

function Texts({ treatment, document, change }: { treatment: Treatment; document: EntryDocument; change: ChangeDocument }) {
  const more = { maxLength: MAX_NOTE, rows: 2 };
  const name = treatment.practitioner_name;
  return (
    <>
      <Field label={t("patient.check-in.note")} optional type="area" value={document.note} onInput={(note) => change({ note })} more={more} />
      {name !== null && (
        <Field
          label={t("patient.question.label", { name })}
          optional
          type="area"
          value={document.question}
          onInput={(question) => change({ question })}
          more={more}
        />
      )}
    </>
  );
}

/** Saves on the phone. If that fails, nothing is lost: the form keeps everything, and a full phone may save it without photos. */
function Save({ treatment, draft, onFindings }: FormProps) {
  const [, go] = useLocation();
  const saving = useAsyncAction(
    (photos: boolean) => saveCheckIn(draft, { photos }),
    () => {
      const raised = findingsOf(treatment, draft);
      if (raised.length) return onFindings(raised);
      toast(t("patient.check-in.saved"));
      go("/");
    },
  );
  const withoutPhotos = saving.problem === "storage-full" && draft.pictures.length > 0;
  return (
    <>
      <ActionError {...saving} title={t("patient.check-in.not-saved")} hint={t("patient.check-in.still-here")}>
        {withoutPhotos && (
          <Button kind="quiet" onClick={() => saving.run(false)}>
            {t("patient.check-in.save-without-photos")}
          </Button>
        )}
      </ActionError>
      {saving.problem === undefined && (
        <div class="save">
          <Button wide icon="yes" busy={saving.busy} onClick={() => saving.run(true)}>
            {t("common.save")}
          </Button>
        </div>
      )}
    </>
  );
}

function isEmpty({ document, pictures }: Draft): boolean {
  const { scores, signs, states, products, activities, note, question } = document;
  const answered = [scores, states].some((part) => Object.keys(part).length > 0);
  const listed = [signs, products, activities, actsOf(document), signsGoneIn(document), pictures].some((part) => part.length > 0);
  return !answered && !listed && note.trim() === "" && question.trim() === "";
}

/** The signs of other entries that are still open. */
function openSigns({ timeline }: Treatment, draft: Draft): readonly Sign[] {
  const others = entries.value.filter(({ id }) => id !== draft.entry_id);
  const signs = openFindings(timeline, others).map(({ sign }) => sign);
  return [...new Set(signs.filter((sign) => sign !== null))];
}

/** What this entry raises, to be shown after saving. */
function findingsOf(treatment: Treatment, draft: Draft): readonly Finding[] {
  const occurred_at = draft.occurred_at ?? new Date().toISOString();
  const entry = { id: draft.entry_id, treatment_id: treatment.id, occurred_at, document: draft.document, revision: 0, edited: false };
  return findingsToReport(treatment.timeline, entries.value, entry, repliedAt.value);
}
