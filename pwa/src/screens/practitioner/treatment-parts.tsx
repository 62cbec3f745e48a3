import { useEffect, useState } from "preact/hooks";
import { planNextTreatment } from "../../actions/clinic";
import { invitePatient } from "../../actions/invitations";
import { t } from "../../i18n";
import { dateAndTime, shortDate } from "../../i18n/dates";
import { timeZoneCity } from "../../i18n/time-zone-city";
import { useAsyncAction } from "../../state/async-action";
import { phoneTimeZone } from "../../state/clock";
import type { OneTimeLink as Link, RecordContent, TreatmentForClinic } from "../../state/clinic";
import { ActionError, Button, Card, Field, go, toast } from "../../ui";
import { OneTimeLink } from "../../ui/one-time-link";
import { AppliedFacts, Fact } from "./applied-facts";
import { wallClock } from "./when";

/** What was done, directed and noted, as rows of facts. */
export function RecordFacts({ treatment }: { treatment: RecordContent }) {
  const { record } = treatment;
  return (
    <dl class="facts">
      <Fact name={t("practitioner.treatment.treated")}>{dateAndTime(treatment.treated_at, treatment.time_zone)} ({timeZoneCity(treatment.time_zone)})</Fact>
      <Fact name={t("practitioner.treatment.sheet")}>{treatment.sheet.title}</Fact>
      <AppliedFacts record={record} />
      <Fact name={t("practitioner.record.directed")}>{record.directed.map((rule) => <div key={rule.id}>{rule.says}</div>)}</Fact>
      <Fact name={t("practitioner.treatment.note")}>{record.note}</Fact>
    </dl>
  );
}

/** The invitation to the diary of a treatment, made `atOnce` after it was recorded, or that its patient has joined. */
export function Invitation({ treatment, atOnce = false }: { treatment: TreatmentForClinic; atOnce?: boolean }) {
  const [link, setLink] = useState<Link | null>(null);
  const inviting = useAsyncAction(() => invitePatient(treatment.id), setLink);
  useEffect(() => {
    if (!atOnce || treatment.joined) return;
    go(location.pathname, { replace: true }); // a reload must not replace the invitation that was handed out
    inviting.run();
  }, []);
  const { joined, patient_name: name } = treatment;
  if (joined) {
    return (
      <Card title={t("practitioner.treatment.invite")} icon="qr">
        <p>{t("practitioner.treatment.invite.joined", { name })}</p>
      </Card>
    );
  }
  return (
    <Card title={t("practitioner.treatment.invite")} icon="qr">
      <ActionError {...inviting} />
      {link ? <Scan link={link} name={name} /> : (
        <Button busy={inviting.busy} onClick={inviting.run}>{t("practitioner.treatment.invite.make")}</Button>
      )}
    </Card>
  );
}

function Scan({ link, name }: { link: Link; name: string }) {
  return (
    <OneTimeLink url={link.url} qr={link.qr_svg} alt={t("practitioner.treatment.invite.qr")}>
      {t("practitioner.treatment.invite.text", { name, date: shortDate(link.expires_at) })}
    </OneTimeLink>
  );
}

/** Plans the session after this treatment. */
export function NextTreatment({ treatment }: { treatment: TreatmentForClinic }) {
  const planned = treatment.next_treatment_at === null ? "" : wallClock(Date.parse(treatment.next_treatment_at), phoneTimeZone());
  const [at, setAt] = useState(planned);
  const saving = useAsyncAction(
    () => planNextTreatment(treatment.id, at === "" ? null : new Date(at)),
    () => toast(t("practitioner.treatment.next.saved", { name: treatment.patient_name })),
  );
  return (
    <Card title={t("practitioner.treatment.next")} icon="calendar">
      <Field label={t("practitioner.treatment.next")} type="datetime-local" value={at} onInput={setAt} />
      <ActionError {...saving} />
      <Button kind="quiet" busy={saving.busy} onClick={saving.run}>{t("practitioner.treatment.next.save")}</Button>
    </Card>
  );
}
