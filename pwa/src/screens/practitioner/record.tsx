import { useState } from "preact/hooks";
import { loadRecording, recordTreatment, type Recording } from "../../actions/clinic";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { ActionError, Button, Screen, useLocation, useSearchParams, WhenLoaded } from "../../ui";
import { TopicNames } from "../topic-names";
import { WithWhat } from "./record-applied";
import { Where } from "./record-areas";
import { DiscardDraft, DraftNotices } from "./draft-notices";
import { draftName, loadDraft, useDraft } from "./record-draft";
import { useFaults } from "./record-faults";
import { emptyForm, forPatient, preselected, returning, toTreatment, type RecordForm } from "./record-form";
import { More, Who } from "./record-parts";
import { Presets } from "./record-presets";
import { useQuestions } from "./record-questions";
import { When } from "./record-when";
import { wallClock } from "./when";
import "./clinic.css";
import "./record.css";

/** Records a treatment. What is typed stays on this device until it is saved or discarded. */
export default function Record() {
  const [query] = useSearchParams();
  const patient = query.get("patient");
  const name = draftName(patient ?? "new");
  const [loaded, again] = useLoaded(loadRecording, name);
  return (
    <Screen wide title={t("practitioner.record.title")} back="/clinic">
      <WhenLoaded loaded={loaded} again={again} lines={8}>
        {(recording) => <Form key={name} name={name} recording={recording} patient={patient} />}
      </WhenLoaded>
      <TopicNames />
    </Screen>
  );
}

interface FormProps {
  readonly name: string;
  readonly recording: Recording;
  readonly patient: string | null;
}

function Form({ name, recording, patient }: FormProps) {
  const [stored] = useState(() => loadDraft(name));
  const draft = useDraft(name, stored, () => startForm(recording, patient));
  const { form, setForm } = draft;
  const { wrong, check, box } = useFaults(form);
  const saving = useSaving(draft);
  const save = (invite: boolean) => { if (check()) saving.run(invite); };
  const change = (part: Partial<RecordForm>) => setForm((old) => ({ ...old, ...part }));
  const last = returning(recording.treatments).find((each) => each.clinic_patient_id === form.clinicPatientId);
  const questions = useQuestions(form.clinicPatientId);
  const parts = { form, change, recording, wrong, last, questions, setForm };
  const canInvite = form.patientId === null;
  return (
    <form ref={box} class="record record-form" onSubmit={(event) => { event.preventDefault(); save(canInvite); }} noValidate>
      <DraftNotices draft={draft} restored={stored !== undefined} />
      <div class="two-columns">
        <div class="stack">
          <Who {...parts} outdated={saving.problem === "reaction-unacknowledged"} />
          <When {...parts} twice={form.fold !== null || saving.problem === "local-time-twice"} />
        </div>
        <div class="stack">
          <Presets form={form} setForm={setForm} />
          <Where {...parts} />
          <WithWhat {...parts} />
        </div>
      </div>
      <More {...parts} />
      <ActionError {...saving} retry={() => save(canInvite)} />
      <div class="record__bar">
        {canInvite && <Button submit busy={saving.busy}>{t("practitioner.record.save-invite")}</Button>}
        <Button kind={canInvite ? "quiet" : "primary"} busy={saving.busy} onClick={() => save(false)}>{t("practitioner.record.save")}</Button>
        <DiscardDraft draft={draft} />
      </div>
    </form>
  );
}

/** The form for a new patient, or for the patient whose page the person came from. */
function startForm(recording: Recording, patient: string | null): RecordForm {
  const form = emptyForm(wallClock(Date.now(), recording.timeZone), recording.timeZone, preselected(recording.sheets));
  const last = returning(recording.treatments).find((treatment) => treatment.clinic_patient_id === patient);
  return last ? forPatient(form, last, recording.sheets) : form;
}

/** Saves the record and opens it, with a new invitation if one is wanted. */
function useSaving({ form, id, finish }: ReturnType<typeof useDraft>) {
  const [, go] = useLocation();
  const save = async (invite: boolean): Promise<boolean> => {
    await recordTreatment(toTreatment(form, id));
    finish();
    return invite;
  };
  return useAsyncAction(save, (invite) => go(`/clinic/treatments/${id}${invite ? "?invite" : ""}`));
}
