import { useState } from "preact/hooks";
import { useLocation, useSearchParams } from "../../ui/router";
import { createPasskey } from "../../actions/entrance/create-passkey";
import { signIn, signInByLink } from "../../actions/entrance/sign-in";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { authSession, me, ownName } from "../../state/auth-session";
import { safeNext } from "../../state/guards";
import { sessionEnd } from "../../state/session-end";
import { ActionError, Banner, Button, ButtonLink, Card, Skeleton } from "../../ui";
import { Frame } from "./frame";
import { Closed } from "./join";
import { usePreview } from "./use-preview";

/** Sign in with a passkey, or on a new phone with a one-time link. */
export default function SignIn() {
  const { token, preview, again } = usePreview();
  const [used, setUsed] = useState<string>();
  const goOn = useContinue();
  if (token === undefined) return <ByPasskey goOn={goOn} />;
  if (used === token) return <PasskeyForThisPhone goOn={goOn} />;
  if (preview.state === "loading") return <Frame title={t("entrance.recovery.title")}><Skeleton /></Frame>;
  if (preview.state === "failed") return <Closed code={preview.code} again={again} />;
  return <ByLink key={token} token={token} name={preview.value?.patient_name ?? null} onSignedIn={() => setUsed(token)} />;
}

function useContinue(): () => void {
  const [, go] = useLocation();
  const [search] = useSearchParams();
  return () => {
    go(safeNext(search.get("next"), me()?.role), { replace: true });
  };
}

function ByPasskey({ goOn }: { goOn: () => void }) {
  const now = authSession.value;
  const entering = useAsyncAction(signIn, goOn);
  return (
    <Frame title={t("entrance.welcome.title")} lead={t("entrance.welcome.lead")}>
      {now.state === "expired" && (
        <Banner title={t("entrance.expired.title")}>
          <p>{t("entrance.expired.text", { name: now.me.display_name })}</p>
        </Banner>
      )}
      <EndedElsewhere />
      <ActionError {...entering} />
      <Button wide icon="key" busy={entering.busy} onClick={entering.run}>
        {t("entrance.passkey.use")}
      </Button>
      <Card title={t("entrance.new.title")}>
        <p class="soft">{t("entrance.new.invited")}</p>
        <ButtonLink kind="quiet" href="/start">
          {t("entrance.new.alone")}
        </ButtonLink>
      </Card>
      <p class="small soft">{t("entrance.lost")}</p>
    </Frame>
  );
}

/** The person has ended the session of this phone on another device, or the operator has disabled the account. */
function EndedElsewhere() {
  const ended = sessionEnd.value;
  if (ended === undefined) return null;
  const erased = ended.code === "account-erased";
  const [title, text] =
    ended.code === "account-disabled"
      ? ([t("entrance.ended.disabled"), t("entrance.ended.disabled.text")] as const)
      : ([t(erased ? "entrance.ended.account" : "entrance.expired.title"), t(erased ? "entrance.ended.account.text" : "entrance.ended.device.text")] as const);
  return (
    <Banner title={title}>
      <p>{text}</p>
      {ended.unsent > 0 && <p>{t(erased ? "entrance.ended.account.unsent" : "entrance.ended.device.unsent", { count: ended.unsent })}</p>}
    </Banner>
  );
}

function ByLink({ token, name, onSignedIn }: { token: string; name: string | null; onSignedIn: () => void }) {
  const entering = useAsyncAction(() => signInByLink(token), onSignedIn);
  return (
    <Frame
      title={name === null ? t("entrance.recovery.title") : t("entrance.recovery.hello", { name })}
      lead={t("entrance.recovery.lead")}
    >
      <ActionError {...entering} />
      <Button wide icon="phone" busy={entering.busy} onClick={entering.run}>
        {t("entrance.recovery.button")}
      </Button>
    </Frame>
  );
}

function PasskeyForThisPhone({ goOn }: { goOn: () => void }) {
  const adding = useAsyncAction(() => createPasskey({ name: ownName() }), goOn);
  return (
    <Frame title={t("entrance.add-passkey.title")} lead={t("entrance.passkey.what")}>
      <ActionError {...adding} />
      <Button wide icon="key" busy={adding.busy} onClick={adding.run}>
        {t("entrance.passkey.create")}
      </Button>
      <Button wide kind="plain" onClick={goOn}>
        {t("entrance.add-passkey.later")}
      </Button>
    </Frame>
  );
}
