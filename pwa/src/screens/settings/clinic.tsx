import { useEffect, useRef, useState } from "preact/hooks";
import { discardUnsavedClinic, loadClinicSettings, loadUnsavedClinic, saveClinicSettings, saveUnsavedClinic, type ClinicSettings } from "../../actions/clinic-settings";
import { MAX_NAME, MAX_PHONE } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { lengthOfTime } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { ActionError, Banner, Button, Field, Screen, Select, WhenLoaded } from "../../ui";
import { timeZoneOptions } from "../time-zones";
import { changeOf, faultsOf, formOf, isComplete, replyHourOptions, type ClinicFaults, type ClinicForm } from "./clinic-form";
import { ClinicLogo } from "./clinic-logo";
import { OpeningHoursField } from "./opening-hours-field";
import { Section } from "./section";

type Loaded = Awaited<ReturnType<typeof loadClinicSettings>>;

/** The owner says how the clinic is called and reached, when it is open, and how soon it answers. */
export default function Clinic() {
  const [loaded, again] = useLoaded(loadClinicSettings);
  return (
    <Screen title={t("settings.clinic")} lead={t("settings.clinic.lead")} back="/settings">
      <WhenLoaded loaded={loaded} again={again} lines={8}>
        {(value) => <><Form {...value} /><ClinicLogo settings={value.settings} /></>}
      </WhenLoaded>
    </Screen>
  );
}

function Form({ settings, sheets }: Loaded) {
  const { form, change, save, saving, faults, state, box } = useClinicForm(settings);
  return (
    <form ref={box} class="stack" noValidate onSubmit={(event) => { event.preventDefault(); save(); }}>
      <Section title={t("settings.clinic.contact")}>
        <Field label={t("settings.clinic.name")} value={form.name} onInput={(name) => change({ name })} error={faults.name && t(faults.name)} more={{ maxLength: MAX_NAME, autocomplete: "organization" }} />
        <Field
          label={t("settings.clinic.phone")} type="tel" optional value={form.phone} onInput={(phone) => change({ phone })}
          hint={t("settings.clinic.phone.hint")} error={faults.phone && t(faults.phone)} more={{ maxLength: MAX_PHONE, autocomplete: "tel" }}
        />
        <Select label={t("settings.clinic.time-zone")} hint={t("settings.clinic.time-zone.hint")} value={form.timeZone} options={timeZoneOptions(form.timeZone)} onChange={(timeZone) => change({ timeZone })} />
      </Section>
      <OpeningHoursField opening={form.opening} timeZone={form.timeZone} faults={faults.opening} onChange={(opening) => change({ opening })} />
      <Answering form={form} change={change} sheets={sheets} />
      <ActionError {...saving} retry={save} />
      {state === "saved" && <Banner tone="done" alert title={t("settings.clinic.saved")} />}
      {state === "unsaved" && <Banner title={t("settings.clinic.unsaved")} />}
      <Button submit wide busy={saving.busy}>{t("common.save")}</Button>
    </form>
  );
}

interface Part {
  readonly form: ClinicForm;
  readonly change: (part: Partial<ClinicForm>) => void;
}

/** How soon the clinic answers, and with which sheet a new treatment starts. */
function Answering({ form, change, sheets }: Part & Pick<Loaded, "sheets">) {
  const hours = replyHourOptions(Number(form.replyHours)).map((each) => ({ value: String(each), label: each < 48 ? lengthOfTime(each, "hour") : lengthOfTime(each / 24, "day") }));
  const offered = sheets.map(({ key, title }) => ({ value: key, label: title }));
  return (
    <Section title={t("settings.clinic.work")}>
      <Select label={t("settings.clinic.reply")} hint={t("settings.clinic.reply.hint")} value={form.replyHours} options={hours} onChange={(replyHours) => change({ replyHours })} />
      <Select
        label={t("settings.clinic.sheet")} hint={t("settings.clinic.sheet.hint")} value={form.defaultSheet}
        options={[{ value: "", label: t("settings.clinic.sheet.none") }, ...offered]} onChange={(defaultSheet) => change({ defaultSheet })}
      />
    </Section>
  );
}

/** What is typed stays on this device until it is saved. Faults are shown from the first attempt to save on. */
function useClinicForm(settings: ClinicSettings) {
  const [start] = useState(() => loadUnsavedClinic(settings.id));
  const [form, setForm] = useState(() => formOf(settings, start));
  const [state, setState] = useState<"as-loaded" | "unsaved" | "saved">(start ? "unsaved" : "as-loaded");
  const { faults, refuse, box } = useFaults(form);
  const saving = useAsyncAction(
    async () => [form, await saveClinicSettings(changeOf(form))] as const,
    ([sent, saved]) => {
      if (sent !== form) return; // something was typed meanwhile
      discardUnsavedClinic(settings.id);
      setForm(formOf(saved, null));
      setState("saved");
    },
  );
  const change = (part: Partial<ClinicForm>): void => {
    const next = { ...form, ...part };
    setForm(next);
    setState("unsaved");
    saveUnsavedClinic(settings.id, next);
  };
  const save = (): void => (isComplete(faultsOf(form)) ? saving.run() : refuse());
  return { form, change, save, saving, faults, state, box };
}

const NONE: ClinicFaults = { opening: new Map() };

/** The faults to show, and a function that shows them and moves to the first. */
function useFaults(form: ClinicForm) {
  const box = useRef<HTMLFormElement>(null);
  const [refused, setRefused] = useState(0);
  useEffect(() => {
    if (refused > 0) box.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [refused]);
  return { faults: refused > 0 ? faultsOf(form) : NONE, refuse: () => setRefused((count) => count + 1), box };
}
