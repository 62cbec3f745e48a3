import { loadRecoveryLinks, voidRecoveryLink, type RecoveryLink } from "../../actions/sign-in-methods";
import { t } from "../../i18n";
import { mediumDate, dateAndTime } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { ActionError, Button, Row, Rows, WhenLoaded } from "../../ui";
import { Section } from "./section";
import { titleOf, WaitingLink } from "./waiting-link";

/** The recovery links that still work, and those that ended lately. Their secrets were shown when they were created. */
export function RecoveryLinkList() {
  const [loaded, again] = useLoaded(loadRecoveryLinks);
  return (
    <Section title={t("settings.links")}>
      <WhenLoaded loaded={loaded} again={again}>
        {(links) =>
          links.length === 0 ? <p class="soft">{t("settings.links.none")}</p> : (
            <>
              {links.map((link) => link.state === "waiting" && link.works_at !== null && <WaitingLink key={link.id} link={link} works_at={link.works_at} onChange={again} />)}
              {links.some((link) => link.state !== "waiting") && (
                <Rows label={t("settings.links")}>
                  {links.filter((link) => link.state !== "waiting").map((link) => <Link key={link.id} link={link} onVoided={again} />)}
                </Rows>
              )}
            </>
          )}
      </WhenLoaded>
    </Section>
  );
}

function Link({ link, onVoided }: { link: RecoveryLink; onVoided: () => void }) {
  const voiding = useAsyncAction(() => voidRecoveryLink(link.id), onVoided);
  const open = link.state === "open";
  const created = mediumDate(link.created_at);
  const detail = (
    <>
      {t("settings.passkeys.created", { when: created })}
      <br />
      {stateOf(link)}
      <ActionError {...voiding} />
    </>
  );
  const end = (
    <Button kind="plain" busy={voiding.busy} label={t("settings.links.void-named", { when: created })} onClick={voiding.run}>
      {t("settings.links.void")}
    </Button>
  );
  return <Row icon={link.stored ? "key" : "qr"} title={titleOf(link)} detail={detail} {...(open ? { beside: end } : {})} />;
}

function stateOf({ state, stored, expires_at, used_at }: RecoveryLink): string {
  if (used_at !== null) return t("settings.links.used", { when: mediumDate(used_at) });
  if (state === "ended") return t("settings.links.ended", { when: mediumDate(expires_at) });
  return t("settings.links.open", { when: stored ? mediumDate(expires_at) : dateAndTime(expires_at) });
}
