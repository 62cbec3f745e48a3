import { useState } from "preact/hooks";
import { inviteColleague } from "../../actions/invitations";
import type { MembershipRole } from "../../actions/team";
import { t } from "../../i18n";
import { longDate } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import { ActionError, Button, Card, Screen } from "../../ui";
import { OneTimeLink } from "../../ui/one-time-link";
import { RoleChoice } from "./role-choice";

type Link = Awaited<ReturnType<typeof inviteColleague>>;

/** The owner of a clinic invites somebody into its team, in the role that they choose first. */
export default function Colleague() {
  const [role, setRole] = useState<MembershipRole>("practitioner");
  const [link, setLink] = useState<Link | null>(null);
  const inviting = useAsyncAction(() => inviteColleague(role), setLink);
  return (
    <Screen title={t("settings.colleague")} lead={t("settings.colleague.lead")} back="/settings/team">
      {link === null && <RoleChoice value={role} onChange={setRole} />}
      <Card title={t("settings.colleague.link")} icon="qr">
        <ActionError {...inviting} />
        {link ? (
          <>
            <strong>{t(`settings.team.role.${role}`)}</strong>
            <OneTimeLink url={link.url} qr={link.qr_svg} alt={t("settings.colleague.qr")}>
              {t("settings.colleague.made", { when: longDate(link.expires_at) })}
            </OneTimeLink>
          </>
        ) : (
          <Button wide busy={inviting.busy} onClick={inviting.run}>{t("settings.colleague.make")}</Button>
        )}
      </Card>
    </Screen>
  );
}
