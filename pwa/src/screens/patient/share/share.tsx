import { useState } from "preact/hooks";
import { ActionError, Banner, Button, Card, Choice, Empty, Screen, Switch } from "../../../ui";
import { revokeGrant, shareDiary } from "../../../actions/sharing";
import type { Grant, Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { now } from "../../../state/clock";
import { onPhone, openGrants, syncOutcome } from "../../../state/diary";
import { WithTreatment } from "../with-treatment";
import { dayText, whenText } from "../format";
import { AccessLog } from "./access-log";
import { PreviewDialog } from "./preview";

const DAY = 24 * 3_600_000;
const LENGTHS = ["14", "30", "90"] as const;
type Length = (typeof LENGTHS)[number] | "next-treatment";

/** Who can see the diary, what of it and until when; and who has viewed it. */
export default function ShareScreen() {
  return <WithTreatment title={t("patient.share.title")}>{(treatment) => <Share treatment={treatment} />}</WithTreatment>;
}

function Share({ treatment }: { treatment: Treatment }) {
  const name = treatment.practitioner_name;
  const waiting = onPhone.value?.outbox.filter((item) => item.kind === "grant" && item.problem === null) ?? [];
  const closing = onPhone.value?.outbox.some((item) => item.kind === "revoke") ?? false;
  if (name === null) {
    return (
      <Screen title={t("patient.share.title")} back="/diary">
        <Empty icon="lock" title={t("patient.share.nobody")}>
          <p>{t("patient.share.nobody-text")}</p>
        </Empty>
      </Screen>
    );
  }
  return (
    <Screen title={t("patient.share.title")} back="/diary" lead={t("patient.share.lead")}>
      {openGrants.value.map((grant) => (
        <Open key={grant.id} grant={grant} />
      ))}
      {closing && <Banner tone="wait">{t(syncOutcome.value === "offline" ? "patient.share.closing-waits" : "patient.share.closing")}</Banner>}
      {waiting.length > 0 && <Banner tone="wait">{t(syncOutcome.value === "offline" ? "patient.share.waits" : "patient.share.sending")}</Banner>}
      {openGrants.value.length === 0 && waiting.length === 0 && !closing && <Consent treatment={treatment} name={name} />}
      <AccessLog treatment={treatment} />
    </Screen>
  );
}

function Open({ grant }: { grant: Grant }) {
  const revoking = useAsyncAction(() => revokeGrant(grant.id));
  return (
    <Card tone="teal" icon="share" title={t("patient.share.open", { name: grant.practitioner_name })}>
      <p>{t("patient.share.until", { clinic: grant.clinic_name, when: dayText(Date.parse(grant.ends_at)) })}</p>
      <p>{t(grant.photos ? "patient.share.with-photos" : "patient.share.without-photos")}</p>
      <ActionError {...revoking} />
      <Button kind="careful" icon="lock" busy={revoking.busy} onClick={revoking.run}>
        {t("patient.share.revoke")}
      </Button>
      <p class="small soft">{t("patient.share.revoke-note")}</p>
    </Card>
  );
}

function Consent({ treatment, name }: { treatment: Treatment; name: string }) {
  const nextTreatment = upcoming(treatment);
  const [photos, setPhotos] = useState(true);
  const [length, setLength] = useState<Length>(nextTreatment === null ? "30" : "next-treatment");
  const [preview, setPreview] = useState(false);
  const endsAt = length === "next-treatment" ? (nextTreatment ?? now.value) + DAY : now.value + Number(length) * DAY;
  const options = [
    ...(nextTreatment === null ? [] : [{ value: "next-treatment" as const, label: t("patient.share.session", { when: dayText(nextTreatment) }) }]),
    ...LENGTHS.map((days) => ({ value: days, label: t("patient.share.days", { count: Number(days) }) })),
  ];
  const sharing = useAsyncAction(() => shareDiary({ treatmentId: treatment.id, photos, endsAt: new Date(endsAt).toISOString() }));
  return (
    <Card title={t("patient.share.with", { name })} icon="person">
      <p>{t("patient.share.what")}</p>
      <div class="spread">
        <span>{t("patient.share.photos")}</span>
        <Switch label={t("patient.share.photos")} on={photos} onChange={setPhotos} />
      </div>
      <Choice<Length> legend={t("patient.share.how-long")} value={length} onChange={setLength} options={options} shape="list" />
      <p class="soft">{t("patient.share.ends", { when: whenText(endsAt) })}</p>
      <p class="soft small">{t("patient.share.stays")}</p>
      <Button kind="quiet" icon="expect" onClick={() => setPreview(true)}>
        {t("patient.share.preview")}
      </Button>
      <ActionError {...sharing} />
      <Button icon="share" busy={sharing.busy} onClick={sharing.run}>
        {t("patient.share.do", { name })}
      </Button>
      <PreviewDialog open={preview} treatment={treatment} photos={photos} onClose={() => setPreview(false)} />
    </Card>
  );
}

/** The next session as epoch milliseconds, if it is ahead and within the longest time that a grant may last. */
function upcoming({ next_treatment_at }: Treatment): number | null {
  if (next_treatment_at === null) return null;
  const at = Date.parse(next_treatment_at);
  return at > now.value && at < now.value + 170 * DAY ? at : null;
}
