import { useState } from "preact/hooks";
import { revokeShareLink, type ShareLink } from "../../../actions/sharing";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { onPhone } from "../../../state/diary";
import { ActionError, BottomSheet, Button, Card, toast } from "../../../ui";
import { dayText, whenText } from "../format";
import { scopeText } from "./grants";
import { sessionName } from "./session-name";

interface LinkCardProps {
  readonly link: ShareLink;
  readonly onChange: (links: readonly ShareLink[]) => void;
}

/** One link: what it opens until when, how often it was used; and how to close it. */
export function LinkCard({ link, onChange }: LinkCardProps) {
  return link.state === "locked" ? <LockedLink link={link} onChange={onChange} /> : <OpenLink link={link} onChange={onChange} />;
}

function OpenLink({ link, onChange }: LinkCardProps) {
  const [asking, setAsking] = useState(false);
  const sessions = (onPhone.value?.treatments ?? []).filter(({ id }) => link.treatment_ids.includes(id));
  const closing = useAsyncAction(
    () => revokeShareLink(link.id),
    (links) => {
      setAsking(false);
      toast(t("patient.share.link.closed"));
      onChange(links);
    },
  );
  return (
    <Card tone="teal" icon="share" title={titleOf(link)}>
      {link.name !== "" && <p>{t("patient.share.link.card", { when: dayText(Date.parse(link.ends_at)) })}</p>}
      {sessions.length > 0 && <p>{sessions.map(sessionName).join(" · ")}</p>}
      <p>{scopeText(link)}</p>
      <p>{seenText(link)}</p>
      <Button kind="careful" icon="lock" onClick={() => setAsking(true)}>
        {t("patient.share.link.close")}
      </Button>
      <BottomSheet open={asking} title={t("patient.share.link.sure")} onClose={() => setAsking(false)}>
        <p>{t("patient.share.link.sure-text")}</p>
        <ActionError {...closing} />
        <Button kind="careful" wide icon="lock" busy={closing.busy} onClick={closing.run}>
          {t("patient.share.link.close")}
        </Button>
        <Button kind="quiet" wide onClick={() => setAsking(false)}>
          {t("patient.share.link.leave")}
        </Button>
      </BottomSheet>
    </Card>
  );
}

/** What the person has called the link; without a name, when it ends. */
function titleOf({ name, ends_at }: ShareLink): string {
  return name === "" ? t("patient.share.link.card", { when: dayText(Date.parse(ends_at)) }) : name;
}

function seenText({ times_viewed: count, last_viewed_at: last }: ShareLink): string {
  if (last === null) return t("patient.share.link.unseen");
  return t("patient.share.link.seen", { count, when: whenText(Date.parse(last)) });
}

function LockedLink({ link, onChange }: LinkCardProps) {
  const removing = useAsyncAction(() => revokeShareLink(link.id), onChange);
  return (
    <Card tone="plum" icon="attention" title={t("patient.share.link.locked")}>
      {link.name !== "" && <p>{link.name}</p>}
      <p>{t("patient.share.link.locked-text")}</p>
      <ActionError {...removing} />
      <Button kind="quiet" busy={removing.busy} onClick={removing.run}>
        {t("patient.share.link.remove")}
      </Button>
    </Card>
  );
}
