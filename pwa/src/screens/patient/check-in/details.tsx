import { Field, lazy } from "../../../ui";
import type { EntryDocument, Treatment } from "../../../domain/diary";
import { openFindings } from "../../../domain/findings-to-report";
import { MAX_NOTE, type Sign } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { entriesOf } from "../../../state/diary";
import { ComparisonButtons } from "./comparison-buttons";
import { Photos } from "./photos";
import { questionText } from "./question";
import { Signs } from "./signs";
import { States } from "./states";
import { Symptoms } from "./symptoms";
import { answerComparison, type Asking, type Writing } from "./use-answers";
import { When } from "./when";

/** Needs the topics, which are loaded after the rest. */
const Usages = lazy(async () => (await import("./usages")).Usages);

interface DetailsProps {
  readonly treatment: Treatment;
  readonly writing: Writing;
  readonly asking: Asking;
  readonly editing: boolean;
}

/** What the question leaves open: the symptoms that changed, signs, photos, what was used and done, a note, a question. */
export function Details({ treatment, writing, asking, editing }: DetailsProps) {
  const { draft, changeDraft, change } = writing;
  return (
    <>
      {!editing && asking.day && (
        <section class="stack-s">
          <h2 id="comparison">{questionText(asking.day)}</h2>
          <ComparisonButtons value={writing.given.comparison} labelledBy="comparison" onPick={(picked) => answerComparison(writing, asking, picked)} />
        </section>
      )}
      <Symptoms writing={writing} asking={asking} editing={editing} />
      <Signs writing={writing} open={openSigns(treatment, draft.entry_id)} />
      <Photos draft={draft} onChange={changeDraft} editing={editing} />
      <Usages treatment={treatment} writing={writing} />
      <States treatment={treatment} draft={draft} change={change} />
      <Texts treatment={treatment} document={draft.document} change={change} />
      <When treatment={treatment} draft={draft} onChange={changeDraft} />
    </>
  );
}

interface TextsProps {
  readonly treatment: Treatment;
  readonly document: EntryDocument;
  readonly change: Writing["change"];
}

function Texts({ treatment: { practitioner_name: name }, document, change }: TextsProps) {
  const more = { maxLength: MAX_NOTE, rows: 2 };
  return (
    <>
      <Field label={t("patient.check-in.note")} optional type="area" value={document.note} onInput={(note) => change({ note })} more={more} />
      {name !== null && (
        <Field label={t("patient.question.label", { name })} optional type="area" value={document.question} onInput={(question) => change({ question })} more={more} />
      )}
    </>
  );
}

/** The signs of other entries that are still open. */
function openSigns({ id: treatmentId, timeline }: Treatment, entryId: string): readonly Sign[] {
  const others = entriesOf(treatmentId).filter(({ id }) => id !== entryId);
  const signs = openFindings(timeline, others).map(({ sign }) => sign);
  return [...new Set(signs.filter((sign) => sign !== null))];
}
