import { confirmRecoveryLink, voidRecoveryLink, type RecoveryLink } from "../../actions/sign-in-methods";
import { t } from "../../i18n";
import { dateAndTime } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import { ActionError, Button, Card } from "../../ui";

/** Who has issued a link, for its title. */
export function titleOf({ issued_by, clinic_name, stored }: RecoveryLink): string {
  if (issued_by === "self") return t(stored ? "settings.new-phone.stored" : "settings.new-phone.now");
  return clinic_name === null ? t("settings.links.operator") : t("settings.links.clinic", { clinic: clinic_name });
}

/** A link into the account that somebody else has made: the person confirms or stops it before it works. */
export function WaitingLink({ link, works_at, onChange }: { link: RecoveryLink; works_at: string; onChange: () => void }) {
  const confirming = useAsyncAction(() => confirmRecoveryLink(link.id), onChange);
  const stopping = useAsyncAction(() => voidRecoveryLink(link.id), onChange);
  return (
    <Card title={titleOf(link)} icon="key">
      <p>{t("settings.links.waiting", { when: dateAndTime(works_at) })}</p>
      <p class="soft">{t("settings.links.waiting.ask")}</p>
      <ActionError {...confirming} />
      <ActionError {...stopping} />
      <div class="row">
        <Button kind="quiet" busy={confirming.busy} disabled={stopping.busy} onClick={confirming.run}>
          {t("settings.links.confirm")}
        </Button>
        <Button busy={stopping.busy} disabled={confirming.busy} onClick={stopping.run}>
          {t("settings.links.stop")}
        </Button>
      </div>
    </Card>
  );
}
