import { loadAuthSessions, revokeAuthSession, type AuthSession } from "../../actions/sign-in-methods";
import { t } from "../../i18n";
import { mediumDate } from "../../i18n/dates";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { ActionError, Button, Pill, Row, Rows, WhenLoaded } from "../../ui";
import { Section } from "./section";

/** Where the person is signed in; other devices can be signed out. */
export function DeviceList() {
  const [loaded, again] = useLoaded(loadAuthSessions);
  return (
    <Section title={t("settings.devices.list")}>
      <WhenLoaded loaded={loaded} again={again}>
        {(authSessions) => (
          <Rows label={t("settings.devices.list")}>
            {authSessions.map((authSession) => (
              <Device key={authSession.id} authSession={authSession} onSignedOut={again} />
            ))}
          </Rows>
        )}
      </WhenLoaded>
    </Section>
  );
}

function Device({ authSession, onSignedOut }: { authSession: AuthSession; onSignedOut: () => void }) {
  const { id, label, last_used_at, current } = authSession;
  const signingOut = useAsyncAction(() => revokeAuthSession(id), onSignedOut);
  const device = label === "" ? t("settings.devices.unnamed") : label;
  const beside = current ? (
    <Pill tone="teal" icon="yes">{t("settings.devices.this")}</Pill>
  ) : (
    <Button kind="plain" busy={signingOut.busy} label={t("settings.devices.end-named", { device })} onClick={signingOut.run}>
      {t("settings.devices.end")}
    </Button>
  );
  const detail = (
    <>
      {t("settings.devices.seen", { when: mediumDate(last_used_at) })}
      <ActionError {...signingOut} />
    </>
  );
  return <Row icon="phone" title={device} detail={detail} beside={beside} />;
}
