import { useState } from "preact/hooks";
import { inviteColleague } from "../../actions/invitations";
import { t } from "../../i18n";
import { longDate } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import { ActionError, Button, Card, Screen } from "../../ui";
import { OneTimeLink } from "../../ui/one-time-link";

type Link = Awaited<ReturnType<typeof inviteColleague>>;

/** The owner of a clinic invites a practitioner into its team. */
export default function Colleague() {
  const [link, setLink] = useState<Link | null>(null);
  const inviting = useAsyncAction(inviteColleague, setLink);
  return (
    <Screen title={t("settings.colleague")} lead={t("settings.colleague.lead")} back="/settings">
      <Card title={t("settings.colleague.link")} icon="qr">
        <ActionError {...inviting} />
        {link ? (
          <OneTimeLink url={link.url} qr={link.qr_svg} alt={t("settings.colleague.qr")}>
            {t("settings.colleague.made", { when: longDate(link.expires_at) })}
          </OneTimeLink>
        ) : (
          <Button wide busy={inviting.busy} onClick={inviting.run}>{t("settings.colleague.make")}</Button>
        )}
      </Card>
    </Screen>
  );
}
