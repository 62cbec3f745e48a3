import { useState } from "preact/hooks";
import { createRecoveryLink, type OneTimeLink as Link } from "../../actions/sign-in-methods";
import { t } from "../../i18n";
import { longDate, timeOfDay } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import { me } from "../../state/auth-session";
import { ActionError, Button, Card, Screen } from "../../ui";
import { OneTimeLink } from "../../ui/one-time-link";
import { FreshPasskey } from "./fresh-passkey";
import "./new-phone.css";

/** Links that sign the person in on another device: one for now, and one to store. Only they can create them. */
export default function NewPhone() {
  const patient = me()?.role === "patient";
  return (
    <Screen title={t("settings.new-phone")} lead={t(patient ? "settings.new-phone.lead" : "settings.new-phone.lead.practice")} back="/settings">
      <LinkForNow />
      <StoredLink patient={patient} />
      <p class="small soft no-print">{t("settings.new-phone.notified")}</p>
      <FreshPasskey />
    </Screen>
  );
}

function LinkForNow() {
  const { link, creating } = useRecoveryLink(false);
  return (
    <Card title={t("settings.new-phone.now")} icon="qr">
      {link === null ? <p>{t("settings.new-phone.now.text")}</p> : (
        <RecoveryLink link={link}>{t("settings.new-phone.now.made", { when: timeOfDay(link.expires_at) })}</RecoveryLink>
      )}
      <ActionError {...creating} />
      {link === null && <Button wide busy={creating.busy} onClick={creating.run}>{t("settings.new-phone.now.make")}</Button>}
    </Card>
  );
}

function StoredLink({ patient }: { patient: boolean }) {
  const { link, creating } = useRecoveryLink(true);
  if (link !== null) {
    return (
      <div class="stored-link">
        <Card title={t("settings.new-phone.printed")} icon="key">
          <RecoveryLink link={link}>{t("settings.new-phone.stored.made", { when: longDate(link.expires_at) })}</RecoveryLink>
          <Button kind="quiet" wide icon="file" onClick={() => print()}>{t("settings.new-phone.print")}</Button>
        </Card>
      </div>
    );
  }
  return (
    <Card title={t("settings.new-phone.stored")} icon="key">
      <p>{t("settings.new-phone.stored.text")}</p>
      {patient && <p>{t("settings.new-phone.stored.only-you")}</p>}
      <ActionError {...creating} />
      <Button kind="quiet" wide busy={creating.busy} onClick={creating.run}>{t("settings.new-phone.stored.make")}</Button>
    </Card>
  );
}

/** The link, once it is created. It is stored nowhere: leaving the screen loses it. */
function useRecoveryLink(stored: boolean) {
  const [link, setLink] = useState<Link | null>(null);
  const creating = useAsyncAction(() => createRecoveryLink(stored), setLink);
  return { link, creating };
}

function RecoveryLink({ link, children }: { link: Link; children: string }) {
  return <OneTimeLink url={link.url} qr={link.qr_svg} alt={t("settings.new-phone.qr")}>{children}</OneTimeLink>;
}
