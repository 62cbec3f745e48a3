import { useEffect, useLayoutEffect } from "preact/hooks";
import { confirmPasskey } from "../../actions/entrance/confirm-passkey";
import { createMissingPasskey } from "../../actions/entrance/create-passkey";
import { loadPasskeys } from "../../actions/sign-in-methods";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { ownName } from "../../state/auth-session";
import { canAskForPasskey, passkeyRequest, type PasskeyRequest } from "../../state/fresh-passkey";
import { useLoaded } from "../../state/loaded";
import { ActionError, Banner, BottomSheet, Button, useLocation } from "../../ui";

/** Asks for the passkey while an action waits for it. Every screen with an action that the server guards contains it. */
export function FreshPasskey() {
  const request = passkeyRequest.value;
  const [path] = useLocation();
  useLayoutEffect(canAskForPasskey, []); // before the first tap
  useEffect(() => () => request?.cancelled(), [request, path]); // a person who goes back no longer wants the action
  const [passkeys] = useLoaded(async () => (request ? loadPasskeys() : undefined), request ? "asked" : "");
  const hasNone = passkeys.state === "ready" && passkeys.value?.length === 0;
  return (
    <BottomSheet open={request !== undefined} title={t(hasNone ? "settings.fresh.first.title" : "settings.fresh.title")} onClose={() => request?.cancelled()}>
      {request && (hasNone ? <FirstPasskey request={request} /> : <Asked request={request} />)}
    </BottomSheet>
  );
}

/** For somebody who came by a link and put the passkey off: asking them for one would be a dead end. */
function FirstPasskey({ request }: { request: PasskeyRequest }) {
  const creating = useAsyncAction(() => createMissingPasskey(ownName()), request.confirmed);
  return (
    <>
      <p>{t("settings.fresh.first.text")}</p>
      <p class="soft">{t("entrance.passkey.what")}</p>
      <ActionError problem={creating.problem} />
      <Button wide icon="key" busy={creating.busy} onClick={creating.run}>{t("entrance.passkey.create")}</Button>
      <Button kind="plain" wide onClick={request.cancelled}>{t("settings.cancel")}</Button>
    </>
  );
}

/** Failures after which the person may have no usable passkey here. The browser does not tell them apart from a change of mind. */
const PERHAPS_NONE = new Set(["passkey-cancelled", "passkey-refused", "passkey-timeout"]);

function Asked({ request }: { request: PasskeyRequest }) {
  const confirming = useAsyncAction(confirmPasskey, request.confirmed);
  const perhapsNone = confirming.problem !== undefined && PERHAPS_NONE.has(confirming.problem);
  return (
    <>
      <p>{t("settings.fresh.why")}</p>
      <ActionError problem={confirming.problem} {...(confirming.problem === "offline" ? { hint: t("settings.fresh.offline") } : {})} />
      <Button wide icon="key" busy={confirming.busy} onClick={confirming.run}>{t("settings.fresh.use")}</Button>
      {perhapsNone && <NoPasskeyHere request={request} />}
      <Button kind="plain" wide onClick={request.cancelled}>{t("settings.cancel")}</Button>
    </>
  );
}

function NoPasskeyHere({ request }: { request: PasskeyRequest }) {
  const creating = useAsyncAction(() => createMissingPasskey(ownName()), request.confirmed);
  return (
    <section class="stack-s">
      <h3>{t("settings.fresh.none")}</h3>
      {creating.problem === "passkey-not-fresh" ? (
        <Banner tone="attention" alert><p>{t("settings.fresh.none.refused")}</p></Banner>
      ) : (
        <>
          <p>{t("settings.fresh.none.text")}</p>
          <ActionError problem={creating.problem} />
          <Button kind="quiet" wide busy={creating.busy} onClick={creating.run}>{t("entrance.passkey.create")}</Button>
        </>
      )}
    </section>
  );
}
