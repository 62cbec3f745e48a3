import { t } from "../../i18n";
import { mediumDate, shortDate } from "../../i18n/dates";
import type { PatientRow as PatientInList } from "../../state/clinic";
import { Pill, Row } from "../../ui";

/** One patient in the list, with what tells namesakes apart. */
export function PatientRow({ patient }: { patient: PatientInList }) {
  return <Row title={patient.name} href={`/clinic/patients/${patient.id}`} detail={facts(patient)} beside={<Pills patient={patient} />} />;
}

/** "born 1984 · no. P-12", as far as the clinic has recorded it. */
export function identity({ birth_year: year, number }: { readonly birth_year: number | null; readonly number: string }): readonly string[] {
  return [
    ...(year === null ? [] : [t("practitioner.patient.born", { year: String(year) })]),
    ...(number === "" ? [] : [t("practitioner.patient.number", { number })]),
  ];
}

/** "born 1984 · 2 sessions · Last visit 18 Nov 2026 · Next session: Fri 20 Nov" */
function facts(patient: PatientInList): string {
  const { next_treatment_at: next, visits: count, last_treated_at: last } = patient;
  const planned = next !== null && Date.parse(next) > Date.now() ? [t("practitioner.queue.next", { date: shortDate(next) })] : [];
  const visits = [t("practitioner.patient.series", { count }), t("practitioner.patients.last", { date: mediumDate(last) })];
  return [...identity(patient), ...visits, ...planned].join(" · ");
}

/** That a diary is shared is the usual case and says nothing; that it is not, does. */
function Pills({ patient }: { patient: PatientInList }) {
  return (
    <span class="patient-states">
      {patient.question_open && <Pill tone="ochre" icon="ask">{t("practitioner.patients.filter.question")}</Pill>}
      {patient.finding_open && <Pill tone="plum" icon="attention">{t("practitioner.patients.filter.finding")}</Pill>}
      {patient.unattended && <Pill tone="ochre" icon="people">{t("practitioner.patients.unattended")}</Pill>}
      {!patient.joined && <Pill icon="qr">{t("practitioner.queue.waiting")}</Pill>}
      {patient.joined && !patient.shared && <Pill icon="lock">{t("practitioner.queue.private")}</Pill>}
    </span>
  );
}
