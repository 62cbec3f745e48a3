import { loadCorrectionReach, type ReachedTreatment } from "../../actions/sheets";
import { t } from "../../i18n";
import { dateAndTime } from "../../i18n/dates";
import { phoneTimeZone } from "../../state/clock";
import { useLoaded } from "../../state/loaded";
import { Card, Pill, Row, Rows, WhenLoaded } from "../../ui";

/** Which patients have seen a published safety correction, those who have not first. */
export function CorrectionReach({ versionId }: { versionId: string }) {
  const [loaded, again] = useLoaded(() => loadCorrectionReach(versionId), versionId);
  return (
    <Card tone="plum" icon="attention" title={t("practitioner.correction.title")}>
      <p>{t("practitioner.correction.lead")}</p>
      <WhenLoaded loaded={loaded} again={again} lines={3}>
        {(treatments) => <Reached treatments={treatments} />}
      </WhenLoaded>
    </Card>
  );
}

function Reached({ treatments }: { treatments: readonly ReachedTreatment[] }) {
  if (treatments.length === 0) return <p class="soft">{t("practitioner.correction.nobody")}</p>;
  const seen = treatments.filter(hasSeen).length;
  return (
    <>
      <p><strong>{t("practitioner.correction.sum", { seen, all: treatments.length })}</strong></p>
      <Rows>
        {treatments.map((one) => (
          <Row key={one.treatment_id} icon="person" title={one.patient_name} href={`/clinic/treatments/${one.treatment_id}`} beside={<State one={one} />} />
        ))}
      </Rows>
    </>
  );
}

function hasSeen({ seen_at, accepted }: ReachedTreatment): boolean {
  return seen_at !== null || accepted;
}

function State({ one }: { one: ReachedTreatment }) {
  if (one.accepted) return <Pill tone="teal" icon="yes">{t("practitioner.correction.accepted")}</Pill>;
  if (one.seen_at !== null) return <Pill>{t("practitioner.correction.seen", { when: dateAndTime(Date.parse(one.seen_at), phoneTimeZone()) })}</Pill>;
  return <Pill tone="plum" icon="attention">{t(one.joined ? "practitioner.correction.not-seen" : "practitioner.correction.not-joined")}</Pill>;
}
