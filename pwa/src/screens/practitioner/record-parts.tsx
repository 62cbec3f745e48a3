import type { Recording } from "../../actions/clinic";
import { AREAS, type Area } from "../../domain/vocabulary";
import { t, type MessageKey } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import { timeZoneCity } from "../../i18n/time-zone-city";
import { Card, Banner, Choice, Choices, Field, Select } from "../../ui";
import { areaLabel } from "../labels";
import { flagLabel } from "./flag-label";
import { Directed } from "./record-directed";
import { FIELDS_OF_KIND, likeLastTime, returning, withAreas, type AppliedField, type AreaInput, type Missing, type RecordForm } from "./record-form";
import { EarlierReactions } from "./record-reactions";

interface PartProps {
  readonly form: RecordForm;
  readonly change: (part: Partial<RecordForm>) => void;
  readonly recording: Recording;
  readonly wrong: Missing;
}

type SetForm = { readonly setForm: (form: RecordForm) => void };

const NEW = "new";

/** A returning patient or a new one. */
export function Who({ form, change, recording, wrong, setForm, outdated }: PartProps & SetForm & { outdated: boolean }) {
  const known = returning(recording.treatments);
  const last = known.find((treatment) => treatment.clinic_patient_id === form.clinicPatientId);
  const pick = (id: string) => {
    const chosen = known.find((treatment) => treatment.clinic_patient_id === id);
    if (chosen) setForm(likeLastTime(form, chosen, recording.sheets));
    else change({ clinicPatientId: null, patientId: null, name: "", reactions: [], acknowledged: [] });
  };
  return (
    <Card title={t("practitioner.record.who")} icon="person">
      {known.length > 0 && (
        <Select
          label={t("practitioner.record.patient")}
          value={form.clinicPatientId ?? NEW}
          options={[
            { value: NEW, label: t("practitioner.record.new") },
            ...known.map((treatment) => ({ value: treatment.clinic_patient_id, label: treatment.patient_name })),
          ]}
          onChange={pick}
        />
      )}
      {last && <Banner tone="done">{t("practitioner.record.prefilled", { date: shortDate(last.treated_at, last.time_zone) })}</Banner>}
      {form.patientId !== null && (
        <EarlierReactions key={form.patientId} patientId={form.patientId} form={form} change={change} wrong={wrong} outdated={outdated} />
      )}
      {form.clinicPatientId === null && (
        <Field
          label={t("practitioner.record.name")}
          value={form.name}
          onInput={(name) => change({ name })}
          error={wrong.name && t("practitioner.record.missing.name")}
          more={{ maxLength: 120, autocomplete: "off" }}
        />
      )}
    </Card>
  );
}

/** When the treatment ended, in which time zone, and which sheet applies. */
export function When({ form, change, recording, wrong, twice }: PartProps & { twice: boolean }) {
  const sheet = recording.sheets.find((candidate) => candidate.key === form.sheet);
  return (
    <Card title={t("practitioner.record.when")} icon="calendar">
      <Field label={t("practitioner.record.at")} type="datetime-local" value={form.at} onInput={(at) => change({ at, fold: null })} />
      {twice && (
        <Choice
          legend={t("practitioner.record.fold")}
          options={[{ value: "0", label: t("practitioner.record.fold.0") }, { value: "1", label: t("practitioner.record.fold.1") }]}
          value={form.fold === null ? null : form.fold === 0 ? "0" : "1"}
          onChange={(fold) => change({ fold: fold === "0" ? 0 : 1 })}
        />
      )}
      <Select
        label={t("practitioner.record.time-zone")}
        value={form.timeZone}
        options={timeZoneOptions(form.timeZone)}
        onChange={(timeZone) => change({ timeZone })}
      />
      <Select
        label={t("practitioner.record.sheet")}
        value={form.sheet}
        options={[...(form.sheet === "" ? [{ value: "", label: t("practitioner.record.sheet.choose") }] : []), ...recording.sheets.map((offered) => ({ value: offered.key, label: offered.title }))]}
        onChange={(key) => change({ sheet: key, flags: [], kind: recording.sheets.find((candidate) => candidate.key === key)?.kind ?? form.kind })}
      />
      {wrong.sheet && <Banner tone="attention" alert>{t("practitioner.record.missing.sheet")}</Banner>}
      {sheet && sheet.flags.length > 0 && (
        <Choices
          legend={t("practitioner.record.flags")}
          options={sheet.flags.map((flag) => ({ value: flag, label: flagLabel(flag, sheet.conditions) }))}
          values={form.flags}
          onChange={(flags) => change({ flags })}
        />
      )}
    </Card>
  );
}

/** All time zones by the name of their city. */
function timeZoneOptions(current: string): readonly { value: string; label: string }[] {
  const names = new Set([current, ...Intl.supportedValuesOf("timeZone")]);
  const options = [...names].map((value) => ({ value, label: timeZoneCity(value) }));
  return options.toSorted((a, b) => a.label.localeCompare(b.label));
}

/** The treated areas, each with its needle depth where needles were used. */
export function Where({ form, wrong, setForm }: PartProps & SetForm) {
  const change = (area: Area, part: Partial<AreaInput>) =>
    setForm({ ...form, areas: form.areas.map((input) => (input.area === area ? { ...input, ...part } : input)) });
  return (
    <Card title={t(form.kind === "needling" ? "practitioner.record.where" : "practitioner.record.areas")} icon="face">
      <Choices
        legend={t("practitioner.record.areas")}
        options={AREAS.map((area) => ({ value: area, label: areaLabel(area) }))}
        values={form.areas.map((input) => input.area)}
        onChange={(areas) => setForm(withAreas(form, areas))}
      />
      {wrong.areas && <Banner tone="attention" alert>{t("practitioner.record.missing.areas")}</Banner>}
      {form.kind === "needling" && form.areas.map((input) => <Depth key={input.area} input={input} change={(part) => change(input.area, part)} />)}
      {wrong.depth && <Banner tone="attention" alert>{t("practitioner.record.missing.depth")}</Banner>}
    </Card>
  );
}

function Depth({ input, change }: { input: AreaInput; change: (part: Partial<AreaInput>) => void }) {
  const area = areaLabel(input.area);
  return (
    <div class="pair">
      <Field
        label={t("practitioner.record.depth", { area })}
        value={input.depth}
        onInput={(depth) => change({ depth })}
        more={{ inputMode: "decimal", maxLength: 5 }}
      />
      <Field
        optional
        label={t("practitioner.record.passes", { area })}
        value={input.passes}
        onInput={(passes) => change({ passes })}
        type="number"
        more={{ min: 1, max: 20 }}
      />
    </div>
  );
}

const LABELS: Readonly<Record<AppliedField, MessageKey>> = {
  device: "practitioner.record.device",
  products: "practitioner.record.products",
  numbing: "practitioner.record.numbing",
  end_point: "practitioner.record.end-point",
  product: "practitioner.treatment.product",
  strength: "practitioner.treatment.strength",
  layers: "practitioner.treatment.layers",
  setting: "practitioner.treatment.setting",
  amount: "practitioner.treatment.amount",
  product_or_device: "practitioner.treatment.product-or-device",
};

/** What was applied: the fields depend on the kind of treatment. */
export function WithWhat({ form, change, wrong }: PartProps) {
  return (
    <Card title={t("practitioner.record.with")} icon="note">
      {FIELDS_OF_KIND[form.kind].map((field) => (
        <Field
          key={field}
          optional
          label={t(LABELS[field])}
          type={field === "products" ? "area" : "text"}
          value={form.applied[field] ?? ""}
          onInput={(text) => change({ applied: { ...form.applied, [field]: text } })}
          error={field === "layers" && wrong.layers ? t("practitioner.record.missing.layers") : undefined}
          more={field === "products" ? {} : { maxLength: 200, ...(field === "layers" && { inputMode: "numeric" as const }) }}
        />
      ))}
    </Card>
  );
}

/** Fields that not every treatment needs, folded away. */
export function More({ form, change, withNext = true }: PartProps & { withNext?: boolean }) {
  return (
    <details class="more">
      <summary>{t(withNext ? "practitioner.record.more" : "practitioner.correct.more")}</summary>
      <div class="two-columns">
        <Directed rules={form.directed} onChange={(directed) => change({ directed })} />
        <div class="stack">
          <Field optional label={t("practitioner.record.note")} type="area" value={form.note} onInput={(note) => change({ note })} more={{ maxLength: 4000 }} />
          {withNext && <Field optional label={t("practitioner.record.next")} type="datetime-local" value={form.next} onInput={(next) => change({ next })} />}
        </div>
      </div>
    </details>
  );
}
