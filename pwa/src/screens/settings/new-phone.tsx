import { useState } from "preact/hooks";
import { createRecoveryLink, type OneTimeLink as Link } from "../../actions/account";
import { locale, t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { me } from "../../state/session";
import { Button, Card, Screen } from "../../ui";
import { OneTimeLink } from "../../ui/one-time-link";
import { Trouble } from "../entrance/frame";
import "./new-phone.css";

/** Creates recovery links: one for now, and one to store. Only the person themselves can create them. */
export default function NewPhone() {
  const patient = me()?.role === "patient";
  return (
    <Screen title={t("settings.new-phone")} lead={t(patient ? "settings.new-phone.lead" : "settings.new-phone.lead.practice")} back="/settings">
      <LinkForNow />
      <StoredLink patient={patient} />
      <p class="small soft no-print">{t("settings.new-phone.notified")}</p>
    </Screen>
  );
}

function LinkForNow() {
  const { link, make, busy, problem } = useRecoveryLink(false);
  return (
    <Card title={t("settings.new-phone.now")} icon="qr">
      {link === null ? <p>{t("settings.new-phone.now.text")}</p> : (
        <RecoveryLink link={link}>{t("settings.new-phone.now.made", { when: clockTime(link.expires_at) })}</RecoveryLink>
      )}
      <Trouble code={problem} />
      {link === null && <Button wide busy={busy} onClick={make}>{t("settings.new-phone.now.make")}</Button>}
    </Card>
  );
}

function StoredLink({ patient }: { patient: boolean }) {
  const { link, make, busy, problem } = useRecoveryLink(true);
  if (link !== null) {
    return (
      <div class="stored-link">
        <Card title={t("settings.new-phone.printed")} icon="key">
          <RecoveryLink link={link}>{t("settings.new-phone.stored.made", { when: day(link.expires_at) })}</RecoveryLink>
          <Button kind="quiet" wide icon="file" onClick={() => print()}>{t("settings.new-phone.print")}</Button>
        </Card>
      </div>
    );
  }
  return (
    <Card title={t("settings.new-phone.stored")} icon="key">
      <p>{t("settings.new-phone.stored.text")}</p>
      {patient && <p>{t("settings.new-phone.stored.only-you")}</p>}
      <Trouble code={problem} />
      <Button kind="quiet" wide busy={busy} onClick={make}>{t("settings.new-phone.stored.make")}</Button>
    </Card>
  );
}

/** The link once it is created. It is not stored anywhere, so leaving the screen loses it. */
function useRecoveryLink(stored: boolean) {
  const [link, setLink] = useState<Link | null>(null);
  const { busy, problem, run } = useAsyncAction();
  const make = () => void run(async () => setLink(await createRecoveryLink(stored)));
  return { link, make, busy, problem };
}

function RecoveryLink({ link, children }: { link: Link; children: string }) {
  return <OneTimeLink url={link.url} qr={link.qr_svg} alt={t("settings.new-phone.qr")}>{children}</OneTimeLink>;
}

function clockTime(at: string): string {
  return new Date(at).toLocaleTimeString(locale.value, { timeStyle: "short" });
}

function day(at: string): string {
  return new Date(at).toLocaleDateString(locale.value, { dateStyle: "long" });
}
