import type { Recording } from "../../actions/clinic";
import { t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import type { TreatmentForClinic } from "../../state/clinic";
import { Banner, Button, Card, Field, Icon, Select } from "../../ui";
import { Directed } from "./record-directed";
import { forNewPatient, forPatient, likeLastTime, returning, type Missing, type RecordForm } from "./record-form";
import { OpenFindings, type Questions } from "./record-questions";
import { EarlierReactions } from "./record-reactions";

export interface PartProps {
  readonly form: RecordForm;
  readonly change: (part: Partial<RecordForm>) => void;
  readonly recording: Recording;
  readonly wrong: Missing;
  /** The last session of the chosen patient. */
  readonly last?: TreatmentForClinic | undefined;
  readonly questions?: Questions;
}

export type SetForm = { readonly setForm: (form: RecordForm) => void };

const NEW = "new";

/** A returning patient or a new one. */
export function Who({ form, change, recording, wrong, last, questions, setForm, outdated }: PartProps & SetForm & { outdated: boolean }) {
  const known = returning(recording.treatments);
  const pick = (id: string) => {
    const chosen = known.find((treatment) => treatment.clinic_patient_id === id);
    setForm(chosen ? forPatient(form, chosen, recording.sheets, last) : forNewPatient(form, recording.sheets, last));
  };
  return (
    <Card title={t("practitioner.record.who")} icon="person">
      {known.length > 0 && (
        <Select
          label={t("practitioner.record.patient")}
          value={form.clinicPatientId ?? NEW}
          options={[{ value: NEW, label: t("practitioner.record.new") }, ...known.map((each) => ({ value: each.clinic_patient_id, label: withLastVisit(each) }))]}
          onChange={pick}
        />
      )}
      {last && (
        <Banner>
          <p>{t("practitioner.record.last", { date: shortDate(last.treated_at, last.time_zone) })}</p>
          <Button kind="quiet" onClick={() => setForm(likeLastTime(form, last, recording.sheets))}>{t("practitioner.record.last.all")}</Button>
        </Banner>
      )}
      {questions && <OpenFindings {...questions} />}
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

/** Two patients of one name are told apart by their last visit. */
function withLastVisit({ patient_name: name, treated_at: at, time_zone: timeZone }: TreatmentForClinic): string {
  return `${name} · ${shortDate(at, timeZone)}`;
}

/** What not every treatment needs, folded away. */
export function More({ form, change, withNext = true }: PartProps & { withNext?: boolean }) {
  return (
    <details class="card record__more">
      <summary>
        <Icon name="edit" />
        <h2>{t(withNext ? "practitioner.record.more" : "practitioner.correct.more")}</h2>
        <Icon name="down" small />
      </summary>
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
