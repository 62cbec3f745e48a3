import type { ComponentChildren } from "preact";
import { loadPatient } from "../../actions/patients";
import type { ProblemCode } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import type { PatientPage, PatientTreatment, TreatmentForClinic } from "../../state/clinic";
import { useLoaded } from "../../state/loaded";
import { Banner, ButtonLink, Card, Empty, Pill, Row, Rows, Screen, useSearchParams, WhenLoaded, type ScreenProps } from "../../ui";
import { usualNumber } from "./day-text";
import { PatientDetails } from "./patient-details";
import { identity } from "./patient-row";
import { Invitation, NextTreatment, RecordFacts } from "./treatment-parts";
import "./clinic.css";
import "./lists.css";

/** The problem codes for a patient of another clinic; the same as for one who does not exist. */
const UNKNOWN = new Set<ProblemCode>(["not-found", "patient-unknown"]);

/** One patient of the clinic: the series of sessions with their records, the invitation, the next session. */
export default function Patient({ params }: ScreenProps) {
  const id = params["id"] ?? "";
  const [loaded, again] = useLoaded(() => loadPatient(id), id);
  const back = useBack();
  const unknown = loaded.state === "failed" && UNKNOWN.has(loaded.code);
  const frame = (content: ComponentChildren) => (
    <Screen wide title={t("practitioner.patient.page")} back={back}>
      {unknown ? <Unknown /> : content}
    </Screen>
  );
  return (
    <WhenLoaded loaded={loaded} again={again} lines={8} frame={frame}>
      {(page) => <Loaded page={page} back={back} again={again} />}
    </WhenLoaded>
  );
}

/** Where the person came from: the queue, a diary, or the list of everyone. */
function useBack(): string {
  const [query] = useSearchParams();
  const from = query.get("from") ?? "";
  if (from === "queue") return "/clinic";
  return /^[\da-f-]{36}$/.test(from) ? `/clinic/review/${from}` : "/clinic/patients";
}

function Unknown() {
  return (
    <Empty icon="unsaid" title={t("practitioner.patient.missing.title")}>
      <p>{t("practitioner.patient.missing.text")}</p>
      <ButtonLink href="/clinic/patients">{t("practitioner.patients.clear")}</ButtonLink>
    </Empty>
  );
}

function Loaded({ page, back, again }: { page: PatientPage; back: string; again: () => void }) {
  const newest = page.treatments[0];
  const next = page.treatments.length + 1;
  return (
    <Screen
      wide
      title={page.name}
      back={back}
      lead={[seriesText(page), ...identity(page)].join(" · ")}
      beside={<ButtonLink icon="check-in" href={`/clinic/record?patient=${page.id}`}>{t("practitioner.patient.record", { number: next })}</ButtonLink>}
    >
      {page.namesakes > 0 && identity(page).length === 0 && <Banner><p>{t("practitioner.patient.namesakes", { count: page.namesakes })}</p></Banner>}
      <div class="patient">
        <div class="patient-treatments">
          {page.treatments.map((each) => <Session key={each.treatment.id} session={each} patientId={page.id} />)}
          {page.withdrawn.length > 0 && <WithdrawnRecords treatments={page.withdrawn} />}
        </div>
        <div class="stack">
          {newest && <NextTreatment key={newest.treatment.next_treatment_at} treatment={newest.treatment} />}
          {newest && !newest.treatment.joined && <Invitation treatment={newest.treatment} />}
          <PatientDetails page={page} again={again} />
        </div>
      </div>
    </Screen>
  );
}

/** "Session 2 of 4–6" where the sheet says how many are usual, otherwise "2 sessions". */
function seriesText({ sessions_usual: usual, treatments }: PatientPage): string {
  const number = treatments.length;
  return usual ? t("practitioner.patient.series.usual", { number, usual: usualNumber(usual) }) : t("practitioner.patient.series", { count: number });
}

/** One session: its record, and the ways to its diary and to its own page. */
function Session({ session, patientId }: { session: PatientTreatment; patientId: string }) {
  const { treatment, shared } = session;
  const title = t("practitioner.patient.session", { number: treatment.number_in_series, date: shortDate(treatment.treated_at, treatment.time_zone) });
  return (
    <Card title={title} icon="note">
      <States session={session} />
      <RecordFacts treatment={treatment} />
      <div class="row">
        {shared && <ButtonLink kind="quiet" icon="diary" href={`/clinic/review/${treatment.id}?patient=${patientId}`}>{t("practitioner.treatment.review")}</ButtonLink>}
        <ButtonLink kind="plain" href={`/clinic/treatments/${treatment.id}`}>{t("practitioner.patient.treatment")}</ButtonLink>
      </div>
    </Card>
  );
}

/** Records that were made by mistake: they count for nothing, and can still be read. */
function WithdrawnRecords({ treatments }: { treatments: readonly TreatmentForClinic[] }) {
  return (
    <details class="more">
      <summary>{t("practitioner.patient.withdrawn", { count: treatments.length })}</summary>
      <Rows>
        {treatments.map(({ id, treated_at, time_zone, sheet }) => (
          <Row key={id} icon="note" title={shortDate(treated_at, time_zone)} detail={sheet.title} href={`/clinic/treatments/${id}`} />
        ))}
      </Rows>
    </details>
  );
}

/** The state of the invitation, and that a diary is not shared or still empty. */
function States({ session: { invitation, shared, empty, reviewed_at: reviewed } }: { session: PatientTreatment }) {
  return (
    <span class="patient-states">
      {invitation.state === "joined" && !shared && <Pill icon="lock">{t("practitioner.queue.private")}</Pill>}
      {invitation.state === "joined" && shared && <Pill icon="phone">{t("practitioner.patient.joined")}</Pill>}
      {empty && <Pill icon="wait">{t("practitioner.queue.nothing-logged")}</Pill>}
      {invitation.state === "open" && <Pill icon="qr">{t("practitioner.patient.invited", { date: shortDate(invitation.expires_at) })}</Pill>}
      {invitation.state === "none" && <Pill icon="qr">{t("practitioner.patient.not-invited")}</Pill>}
      {reviewed !== null && <Pill tone="teal" icon="yes">{t("practitioner.patient.reviewed", { date: shortDate(reviewed) })}</Pill>}
    </span>
  );
}
