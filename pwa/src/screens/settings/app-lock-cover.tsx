import { render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { checkDevice } from "../../actions/entrance/check-device";
import { confirmPasskey } from "../../actions/entrance/confirm-passkey";
import { loadMessages, t } from "../../i18n";
import { appCover, openApp, unlockingPasskey, watchAppLock } from "../../state/app-lock";
import { useAsyncAction } from "../../state/async-action";
import { authSession } from "../../state/auth-session";
import { ActionError, Button, Icon } from "../../ui";
import { SignOut } from "./sign-out";
import "./app-lock.css";

let started = false;

/** Put the cover beside the app, and watch when it is needed. Call it before the app is rendered. Repeated calls have no effect. */
export async function startAppLock(app: HTMLElement): Promise<void> {
  if (started) return;
  started = true;
  await loadMessages("core", "problems", "entrance");
  watchAppLock();
  const beside = document.body.appendChild(document.createElement("div"));
  render(<AppCover app={app} />, beside);
}

/** The cover, or the lock. It hides the app and takes it out of reach, dialogs included. Without a session there is nothing to hide. */
export function AppCover({ app }: { app: HTMLElement }) {
  const cover = authSession.value.state === "in" ? appCover.value : "open";
  useEffect(() => {
    const focused = document.activeElement;
    app.inert = cover !== "open";
    app.style.visibility = cover === "open" ? "" : "hidden";
    return () => {
      app.inert = false;
      app.style.visibility = "";
      if (focused instanceof HTMLElement && app.contains(focused)) focused.focus({ preventScroll: true });
    };
  }, [cover === "open"]);
  if (cover === "open") return null;
  return <div class="app-cover">{cover === "locked" ? <Locked /> : <Mark />}</div>;
}

function Mark() {
  return (
    <div class="app-cover__mark">
      <Icon name="lock" />
      <span>{t("common.app")}</span>
    </div>
  );
}

function Locked() {
  const heading = useRef<HTMLHeadingElement>(null);
  const opening = useAsyncAction(() => checkDevice(unlockingPasskey.value), openApp);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main class="app-cover__lock">
      <Mark />
      <h1 ref={heading} tabIndex={-1}>{t("settings.lock.locked")}</h1>
      <ActionError problem={opening.problem} />
      <Button wide icon="key" busy={opening.busy} onClick={opening.run}>{t("settings.lock.open")}</Button>
      {opening.problem !== undefined && <OtherWays />}
    </main>
  );
}

/** For a passkey that is no longer on this device: any other one of the person, which only the server can check; or to leave. */
function OtherWays() {
  const opening = useAsyncAction(confirmPasskey, openApp);
  return (
    <>
      <ActionError problem={opening.problem} />
      <Button kind="quiet" wide busy={opening.busy} onClick={opening.run}>{t("settings.lock.another")}</Button>
      <SignOut />
    </>
  );
}
