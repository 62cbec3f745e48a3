import { useEffect, useState } from "preact/hooks";
import { correctRecord, loadCorrecting, loadRecord, type Correcting } from "../../actions/records";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import type { RecordContent, SheetSummary, TreatmentForClinic } from "../../state/clinic";
import { useLoaded } from "../../state/loaded";
import { ActionError, Banner, Button, Card, Screen, toast, useLocation, WhenLoaded, type ScreenProps } from "../../ui";
import { TopicNames } from "../topic-names";
import { changesBetween } from "./record-changes";
import { DiscardDraft, DraftNotices } from "./draft-notices";
import { draftName, loadDraft, useDraft } from "./record-draft";
import { useFaults } from "./record-faults";
import { formOf, toCorrection, toRecord, type RecordForm } from "./record-form";
import { WithWhat } from "./record-applied";
import { Where } from "./record-areas";
import { More } from "./record-parts";
import { When } from "./record-when";
import { sheetTitle } from "../../i18n/sheet-title";
import { instantOf } from "./when";
import { Withdrawn } from "./withdraw";
import "./clinic.css";
import "./record.css";

/** Corrects the record of a treatment. What it said before stays readable. */
export default function Correct({ params }: ScreenProps) {
  const id = params["id"] ?? "";
  const draft = draftName(`correct ${id}`);
  const [loaded, again] = useLoaded(() => loadCorrecting(id), id);
  const name = loaded.state === "ready" ? { lead: loaded.value.treatment.patient_name } : {};
  return (
    <Screen wide title={t("practitioner.correct.title")} back={`/clinic/treatments/${id}`} {...name}>
      <WhenLoaded loaded={loaded} again={again} lines={8}>
        {(correcting) => (correcting.treatment.withdrawn ? <Withdrawn withdrawn={correcting.treatment.withdrawn} /> : <Form key={id} {...correcting} name={draft} />)}
      </WhenLoaded>
      <TopicNames />
    </Screen>
  );
}

interface FormProps extends Correcting {
  /** Under which the draft is stored. */
  readonly name: string;
}

function Form({ treatment, sheets, name }: FormProps) {
  const [stored] = useState(() => loadDraft(name));
  const [stood, setStood] = useState(treatment);
  const [seen] = useState(stored?.base ?? treatment);
  const draft = useDraft(name, stored, () => formOf(stood), seen);
  const { form, setForm } = draft;
  const { wrong, check, box } = useFaults(form);
  const { theirs, saving } = useCorrecting({ stood, setStood, seen, draft });
  const save = () => { if (check()) saving.run(); };
  const change = (part: Partial<RecordForm>) => setForm((old) => ({ ...old, ...part }));
  const parts = { form, change, wrong, setForm, recording: { sheets, treatments: [], timeZone: treatment.time_zone } };
  return (
    <form ref={box} class="record record-form" onSubmit={(event) => { event.preventDefault(); save(); }} noValidate>
      <DraftNotices draft={draft} restored={stored !== undefined} />
      <div class="two-columns">
        <When {...parts} twice={form.fold !== null || saving.problem === "local-time-twice"} />
        <div class="stack">
          <Where {...parts} />
          <WithWhat {...parts} />
        </div>
      </div>
      <More {...parts} withNext={false} />
      <Changes lines={changesBetween(titled(stood, sheets), titled(contentOf(form, stood, sheets), sheets))} />
      {theirs.length > 0 && <Theirs lines={theirs} />}
      <ActionError {...saving} />
      <div class="record__bar">
        <Button submit busy={saving.busy}>{t("practitioner.correct.save")}</Button>
        <DiscardDraft draft={draft} />
      </div>
    </form>
  );
}

interface CorrectingProps {
  /** The record as it is known now. */
  readonly stood: TreatmentForClinic;
  readonly setStood: (stood: TreatmentForClinic) => void;
  /** The record as it was when the draft was begun: what has changed since is shown. */
  readonly seen: TreatmentForClinic;
  readonly draft: ReturnType<typeof useDraft>;
}

/**
 * Saves against the version that the person has seen. If somebody else was faster, what they have changed is shown, and
 * the next attempt counts as having seen it. The form stays as it is.
 */
function useCorrecting({ stood, setStood, seen, draft: { form, finish } }: CorrectingProps) {
  const [theirs, setTheirs] = useState<readonly string[]>(() => changesBetween(seen, stood));
  const [, go] = useLocation();
  const save = async (): Promise<void> => {
    await correctRecord(stood.id, toCorrection(form, stood));
    finish();
  };
  const saving = useAsyncAction(save, () => {
    toast(t("practitioner.correct.saved"));
    go(`/clinic/treatments/${stood.id}`);
  });
  const looking = useAsyncAction(() => loadRecord(stood.id), (now) => {
    setTheirs(changesBetween(stood, now));
    setStood(now);
  });
  useEffect(() => {
    if (saving.problem === "record-changed") looking.run();
  }, [saving.problem]);
  return { theirs, saving };
}

/** What the record would say, with the moment of a time that was not touched. */
function contentOf(form: RecordForm, stood: TreatmentForClinic, sheets: readonly SheetSummary[]): RecordContent {
  const untouched = formOf(stood);
  const moved = form.at !== untouched.at || form.timeZone !== untouched.timeZone;
  const chosen = sheets.find(({ key }) => key === form.sheet);
  return {
    treated_at: (moved ? instantOf(form.at, form.timeZone) : null) ?? stood.treated_at,
    time_zone: form.timeZone,
    sheet: chosen && chosen.key !== stood.sheet.key ? { ...stood.sheet, key: chosen.key, title: chosen.title } : stood.sheet,
    record: toRecord(form),
  };
}

/** The same content with the sheet's title in the person's language. */
function titled(content: RecordContent, sheets: readonly SheetSummary[]): RecordContent {
  const offered = sheets.find(({ key }) => key === content.sheet.key);
  return offered ? { ...content, sheet: { ...content.sheet, title: sheetTitle(offered) } } : content;
}

function Changes({ lines }: { lines: readonly string[] }) {
  return (
    <Card title={t("practitioner.correct.changes")} icon="edit">
      {lines.length === 0 ? <p class="soft">{t("practitioner.correct.no-changes")}</p> : <ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul>}
    </Card>
  );
}

/** What somebody else has changed since the form was opened. */
function Theirs({ lines }: { lines: readonly string[] }) {
  return (
    <Banner tone="attention" title={t("practitioner.correct.theirs")}>
      <ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul>
      <p>{t("practitioner.correct.theirs.text")}</p>
    </Banner>
  );
}
