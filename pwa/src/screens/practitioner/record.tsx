import { useMemo, useState } from "preact/hooks";
import { useLocation } from "../../ui/router";
import { loadRecording, type Recording, recordTreatment } from "../../actions/clinic";
import { problemText, t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { Banner, Button, Screen, Skeleton } from "../../ui";
import { Failed } from "./failed";
import { emptyForm, missing, toTreatment, type Missing, type RecordForm } from "./record-form";
import { More, When, Where, Who, WithWhat } from "./record-parts";
import { wallClock } from "./when";
import "./clinic.css";

/** Records a treatment. For a returning patient the last one is filled in, so that it takes less than a minute. */
export default function Record() {
  const [loaded, again] = useLoaded(loadRecording);
  return (
    <Screen wide title={t("practitioner.record.title")} back="/clinic">
      {loaded.state === "loading" && <Skeleton lines={8} />}
      {loaded.state === "failed" && <Failed code={loaded.code} again={again} />}
      {loaded.state === "ready" && <Form recording={loaded.value} />}
    </Screen>
  );
}

function Form({ recording }: { recording: Recording }) {
  const [form, setForm] = useState(() => emptyForm(wallClock(Date.now(), recording.timeZone), recording.timeZone, recording.sheets[0]?.key ?? ""));
  const [wrong, setWrong] = useState<Missing>({});
  const { save, busy, problem } = useSaving(form, setWrong);
  const change = (part: Partial<RecordForm>) => setForm((old) => ({ ...old, ...part }));
  const parts = { form, change, recording, wrong };
  return (
    <form class="record" onSubmit={(event) => { event.preventDefault(); save(); }} noValidate>
      <div class="two-columns">
        <div class="stack">
          <Who {...parts} setForm={setForm} outdated={problem === "reaction-unacknowledged"} />
          <When {...parts} twice={problem === "local-time-twice"} />
        </div>
        <div class="stack">
          <Where {...parts} setForm={setForm} />
          <WithWhat {...parts} />
        </div>
      </div>
      <More {...parts} />
      {problem !== undefined && <Banner tone="attention" alert title={t("common.failed.title")}>{problemText(problem)}</Banner>}
      <Button submit busy={busy}>
        {t(form.patientId === null ? "practitioner.record.save" : "practitioner.record.save-returning")}
      </Button>
    </form>
  );
}

function useSaving(form: RecordForm, setWrong: (wrong: Missing) => void) {
  const id = useMemo(() => crypto.randomUUID(), []);
  const [, go] = useLocation();
  const { busy, problem, run } = useAsyncAction();
  const save = () => {
    const wrong = missing(form);
    setWrong(wrong);
    if (Object.keys(wrong).length > 0) return;
    void run(async () => {
      await recordTreatment(toTreatment(form, id));
      go(`/clinic/treatments/${id}`);
    });
  };
  return { save, busy, problem };
}
