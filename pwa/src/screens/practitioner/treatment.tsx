import type { ComponentChildren } from "preact";
import { loadTreatment } from "../../actions/clinic";
import { t } from "../../i18n";
import { useLoaded } from "../../state/loaded";
import type { TreatmentForClinic } from "../../state/clinic";
import { Banner, ButtonLink, Card, Screen, WhenLoaded, type ScreenProps } from "../../ui";
import { Invitation, NextTreatment, RecordFacts } from "./treatment-parts";
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
      {({ treatment, shared }) => <LoadedTreatment treatment={treatment} shared={shared} />}
    </WhenLoaded>
  );
}

function LoadedTreatment({ treatment, shared }: { treatment: TreatmentForClinic; shared: boolean }) {
  const title = t("practitioner.treatment.title", { name: treatment.patient_name, number: treatment.number_in_series });
  return (
    <Screen wide title={title} back={`/clinic/patients/${treatment.clinic_patient_id}`}>
      <div class="two-columns">
        <Done treatment={treatment} />
        <div class="stack">
          <Diary treatment={treatment} shared={shared} />
          <Invitation treatment={treatment} />
          <NextTreatment treatment={treatment} />
        </div>
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
    </Card>
  );
}
