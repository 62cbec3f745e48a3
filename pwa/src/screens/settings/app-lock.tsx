import { checkDevice } from "../../actions/entrance/check-device";
import { t } from "../../i18n";
import { turnOffAppLock, turnOnAppLock, unlockingPasskey } from "../../state/app-lock";
import { useAsyncAction } from "../../state/async-action";
import { ActionError, Button, Card, Row, Rows, Screen, Switch } from "../../ui";
import { startAppLock } from "./app-lock-cover";

/** Turns the app lock of this device on and off. Both need the passkey. */
export default function AppLock() {
  const switching = useAppLock();
  const on = unlockingPasskey.value !== null;
  return (
    <Screen title={t("settings.lock")} lead={t("settings.lock.lead")} back="/settings">
      <Rows>
        <Row
          icon="lock"
          title={t("settings.lock.switch")}
          detail={t(on ? "settings.lock.on" : "settings.lock.off")}
          beside={<Switch label={t("settings.lock.switch")} on={on} disabled={switching.busy} onChange={switching.run} />}
        />
      </Rows>
      <ActionError {...switching} />
      <p class="small soft">{t("settings.lock.limits")}</p>
    </Screen>
  );
}

function useAppLock() {
  return useAsyncAction(async (on: boolean) => {
    const passkeyId = await checkDevice(unlockingPasskey.value);
    if (!on) return turnOffAppLock();
    const app = document.getElementById("app");
    if (app) await startAppLock(app);
    turnOnAppLock(passkeyId);
  });
}

/** Offers the app lock once, after joining, where the browser can ask for a passkey. */
export function AppLockOffer() {
  const switching = useAppLock();
  const on = unlockingPasskey.value !== null;
  if (!("PublicKeyCredential" in window)) return null;
  return (
    <Card title={t("settings.lock")} icon="lock">
      <p>{t(on ? "settings.lock.on" : "settings.lock.lead")}</p>
      <ActionError problem={switching.problem} />
      {!on && <Button kind="quiet" wide busy={switching.busy} onClick={() => switching.run(true)}>{t("settings.lock.turn-on")}</Button>}
    </Card>
  );
}
