import { useState } from "preact/hooks";
import { inviteColleague } from "../../actions/invitations";
import { locale, t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { Button, Card, Screen } from "../../ui";
import { OneTimeLink } from "../../ui/one-time-link";
import { Trouble } from "../entrance/frame";

type Link = Awaited<ReturnType<typeof inviteColleague>>;

/** Lets the owner of a clinic invite a colleague. */
export default function Colleague() {
  const [link, setLink] = useState<Link | null>(null);
  const { busy, problem, run } = useAsyncAction();
  const make = () => void run(async () => setLink(await inviteColleague()));
  return (
    <Screen title={t("settings.colleague")} lead={t("settings.colleague.lead")} back="/settings">
      <Card title={t("settings.colleague.link")} icon="qr">
        <Trouble code={problem} />
        {link ? (
          <OneTimeLink url={link.url} qr={link.qr_svg} alt={t("settings.colleague.qr")}>
            {t("settings.colleague.made", { when: new Date(link.expires_at).toLocaleDateString(locale.value, { dateStyle: "long" }) })}
          </OneTimeLink>
        ) : (
          <Button wide busy={busy} onClick={make}>{t("settings.colleague.make")}</Button>
        )}
      </Card>
    </Screen>
  );
}
