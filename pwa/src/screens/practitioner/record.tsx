import { useMemo, useState } from "preact/hooks";
import { useLocation, useSearchParams } from "../../ui/router";
import { loadRecording, type Recording, recordTreatment } from "../../actions/clinic";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { ActionError, Button, Screen, WhenLoaded } from "../../ui";
import { TopicNames } from "../topic-names";
import { emptyForm, likeLastTime, missing, preselected, returning, toTreatment, type Missing, type RecordForm } from "./record-form";
import { More, When, Where, Who, WithWhat } from "./record-parts";
import { wallClock } from "./when";
import "./clinic.css";

/** Records a treatment. For a returning patient the last session is filled in. */
export default function Record() {
  const [loaded, again] = useLoaded(loadRecording);
  return (
    <Screen wide title={t("practitioner.record.title")} back="/clinic">
      <WhenLoaded loaded={loaded} again={again} lines={8}>
        {(recording) => <Form recording={recording} />}
      </WhenLoaded>
      <TopicNames />
    </Screen>
  );
}

function Form({ recording }: { recording: Recording }) {
  const [query] = useSearchParams();
  const [form, setForm] = useState(() => startForm(recording, query.get("patient")));
  const [wrong, setWrong] = useState<Missing>({});
  const { save, saving } = useSaving(form, setWrong);
  const change = (part: Partial<RecordForm>) => setForm((old) => ({ ...old, ...part }));
  const parts = { form, change, recording, wrong };
  return (
    <form class="record" onSubmit={(event) => { event.preventDefault(); save(); }} noValidate>
      <div class="two-columns">
        <div class="stack">
          <Who {...parts} setForm={setForm} outdated={saving.problem === "reaction-unacknowledged"} />
          <When {...parts} twice={form.fold !== null || saving.problem === "local-time-twice"} />
        </div>
        <div class="stack">
          <Where {...parts} setForm={setForm} />
          <WithWhat {...parts} />
        </div>
      </div>
      <More {...parts} />
      <ActionError {...saving} retry={save} />
      <Button submit busy={saving.busy}>
        {t(form.clinicPatientId === null ? "practitioner.record.save" : "practitioner.record.save-returning")}
      </Button>
    </form>
  );
}

/** The form for a new patient, or with the last treatment of the patient whose page the person came from. */
function startForm(recording: Recording, patient: string | null): RecordForm {
  const form = emptyForm(wallClock(Date.now(), recording.timeZone), recording.timeZone, preselected(recording.sheets));
  const last = returning(recording.treatments).find((treatment) => treatment.clinic_patient_id === patient);
  return last ? likeLastTime(form, last, recording.sheets) : form;
}

function useSaving(form: RecordForm, setWrong: (wrong: Missing) => void) {
  const id = useMemo(() => crypto.randomUUID(), []);
  const [, go] = useLocation();
  const saving = useAsyncAction(
    () => recordTreatment(toTreatment(form, id)),
    () => go(`/clinic/treatments/${id}`),
  );
  const save = () => {
    const wrong = missing(form);
    setWrong(wrong);
    if (Object.keys(wrong).length === 0) saving.run();
  };
  return { save, saving };
}
