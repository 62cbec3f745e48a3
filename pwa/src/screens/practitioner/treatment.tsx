import type { ComponentChildren } from "preact";
import { loadTreatment } from "../../actions/clinic";
import { t } from "../../i18n";
import { useLoaded } from "../../state/loaded";
import type { TreatmentForClinic } from "../../state/clinic";
import { Banner, ButtonLink, Card, Screen, useSearchParams, WhenLoaded, type ScreenProps } from "../../ui";
import { BaselinePhotos } from "./baseline";
import { RecordHistory } from "./record-history";
import { Invitation, NextTreatment, RecordFacts } from "./treatment-parts";
import { Withdraw, Withdrawn } from "./withdraw";
import "./clinic.css";

/** The clinic's record of one session, and the invitation to its diary. */
export default function Treatment({ params }: ScreenProps) {
  const id = params["id"] ?? "";
  const [loaded, again] = useLoaded(() => loadTreatment(id), id);
  const frame = (content: ComponentChildren) => (
    <Screen wide title={t("practitioner.treatment.done")} back="/clinic">
      {content}
    </Screen>
  );
  return (
    <WhenLoaded loaded={loaded} again={again} frame={frame}>
      {({ treatment, shared }) => <LoadedTreatment treatment={treatment} shared={shared} again={again} />}
    </WhenLoaded>
  );
}

function LoadedTreatment({ treatment, shared, again }: { treatment: TreatmentForClinic; shared: boolean; again: () => void }) {
  const [query] = useSearchParams();
  const title = t("practitioner.treatment.title", { name: treatment.patient_name, number: treatment.number_in_series });
  return (
    <Screen wide title={title} back={`/clinic/patients/${treatment.clinic_patient_id}`}>
      {treatment.withdrawn && <Withdrawn withdrawn={treatment.withdrawn} />}
      <div class="two-columns">
        <div class="stack">
          <BaselinePhotos treatment={treatment} />
          <Done treatment={treatment} />
          {treatment.record_version > 1 && <RecordHistory treatment={treatment} />}
        </div>
        {!treatment.withdrawn && (
          <div class="stack">
            <Diary treatment={treatment} shared={shared} />
            <Invitation treatment={treatment} atOnce={query.get("invite") !== null} />
            <NextTreatment treatment={treatment} />
            <Withdraw treatment={treatment} again={again} />
          </div>
        )}
      </div>
    </Screen>
  );
}

function Diary({ treatment, shared }: { treatment: TreatmentForClinic; shared: boolean }) {
  if (shared) {
    return <ButtonLink wide icon="diary" href={`/clinic/review/${treatment.id}`}>{t("practitioner.treatment.review")}</ButtonLink>;
  }
  if (!treatment.joined) return null;
  return <Banner><p>{t("practitioner.treatment.private", { name: treatment.patient_name })}</p></Banner>;
}

function Done({ treatment }: { treatment: TreatmentForClinic }) {
  return (
    <Card title={t("practitioner.treatment.done")} icon="note">
      <RecordFacts treatment={treatment} />
      <p class="soft">{t("practitioner.treatment.recorded-by", { name: treatment.recorded_by })}</p>
      {treatment.in_charge !== "" && <p class="soft">{t("practitioner.treatment.in-charge", { name: treatment.in_charge })}</p>}
      {!treatment.withdrawn && <ButtonLink kind="quiet" icon="edit" href={`/clinic/treatments/${treatment.id}/correct`}>{t("practitioner.correct.open")}</ButtonLink>}
    </Card>
  );
}
