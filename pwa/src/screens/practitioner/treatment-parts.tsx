import { useEffect, useState } from "preact/hooks";
import { invitePatient } from "../../actions/invitations";
import { t } from "../../i18n";
import { dateAndTime, shortDate } from "../../i18n/dates";
import { timeZoneCity } from "../../i18n/time-zone-city";
import { useAsyncAction } from "../../state/async-action";
import type { OneTimeLink as Link, RecordContent, TreatmentForClinic } from "../../state/clinic";
import { ActionError, Button, ButtonLink, Card, go } from "../../ui";
import { OneTimeLink } from "../../ui/one-time-link";
import { AppliedFacts, Fact } from "./applied-facts";

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

/** The session that is planned after this treatment, and the way to plan it. */
export function NextTreatment({ treatment: { id, next_treatment_at: at, time_zone: zone } }: { treatment: TreatmentForClinic }) {
  return (
    <Card title={t("practitioner.treatment.next")} icon="calendar">
      <p>{at === null ? t("practitioner.plan.none") : dateAndTime(at, zone)}</p>
      <ButtonLink kind="quiet" icon="calendar" href={`/clinic/treatments/${id}/plan`}>{t(at === null ? "practitioner.plan.open" : "practitioner.plan.change")}</ButtonLink>
    </Card>
  );
}
