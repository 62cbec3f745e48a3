import { useEffect, useState } from "preact/hooks";
import { startInstalledApp } from "../../actions/entrance/install-link";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { me } from "../../state/auth-session";
import { install, installWay, isInstalledApp, isOnAppleHomeScreen, type InstallWay } from "../../state/install-way";
import { ActionError, Banner, Button, ButtonLink, go, Screen, Skeleton, toast } from "../../ui";
import { InstallSteps } from "./install-steps";
import { takeToken } from "./link-token";
import { CarriedSignIn } from "./carried-sign-in";
import "./install.css";

/**
 * Puts the app on the home screen: with the browser's prompt, or in drawn steps. An app that was installed from here on iOS starts at
 * this address, with the token of its one-time link.
 */
export default function Install() {
  if (isInstalledApp()) return <Start />;
  if (me() === undefined && location.hash !== "") return <ToSignIn />;
  return <Ways way={installWay()} />;
}

/** Only an app on the home screen of iOS signs in by itself: elsewhere, a link of somebody else could have led here. */
function Start() {
  const [token] = useState(takeToken);
  const isTrusted = isOnAppleHomeScreen();
  const starting = useAsyncAction(
    () => startInstalledApp(isTrusted ? token : undefined),
    (signedIn) => go(signedIn ? "/" : "/sign-in", { replace: true }),
  );
  useEffect(starting.run, []);
  return (
    <Screen title={t("common.app")}>
      {starting.problem === undefined ? <Skeleton /> : <ActionError {...starting} />}
      {starting.problem !== undefined && <ButtonLink href="/sign-in" kind="quiet" wide>{t("entrance.install.passkey")}</ButtonLink>}
    </Screen>
  );
}

/** A browser that is not signed in has opened the address with its token: as any one-time link, it is used by a tap. */
function ToSignIn() {
  useEffect(() => go(`/sign-in${location.hash}`, { replace: true }), []);
  return null;
}

function Ways({ way }: { way: InstallWay }) {
  return (
    <Screen title={t("entrance.install.title")} lead={t("entrance.install.why")} back={me() === undefined ? "/sign-in" : "/settings"}>
      {way === "button" && <InstallButton />}
      {way === "installed" && <Banner tone="done"><p>{t("entrance.install.done")}</p></Banner>}
      {way === "none" && <Banner title={t("entrance.install.none")}><p>{t("entrance.install.none.text")}</p></Banner>}
      {way !== "button" && way !== "none" && way !== "installed" && <Steps way={way} />}
    </Screen>
  );
}

function InstallButton() {
  const installing = useAsyncAction(async () => {
    if (!(await install())) return; // the prompt is gone by now, and this button with it
    toast(t("entrance.install.accepted"));
    go("/", { replace: true });
  });
  return (
    <>
      <Button wide icon="install" busy={installing.busy} onClick={installing.run}>{t("entrance.install.button")}</Button>
      <ActionError {...installing} />
    </>
  );
}

function Steps({ way }: { way: Exclude<InstallWay, "button" | "none" | "installed"> }) {
  const isApple = way === "iphone" || way === "ipad";
  return (
    <>
      {isApple && me()?.role === "patient" && <CarriedSignIn />}
      {isApple && me()?.role !== "patient" && <p>{t("entrance.install.sign-in-there")}</p>}
      {way === "not-safari" && <Banner><p>{t("entrance.install.safari-only")}</p></Banner>}
      <InstallSteps way={way} />
      {way === "not-safari" && <CopyAddress />}
    </>
  );
}

function CopyAddress() {
  const copying = useAsyncAction(() => navigator.clipboard.writeText(`${location.origin}/install`), () => toast(t("common.link.copied")));
  const failed = copying.problem !== undefined;
  return (
    <>
      <Button kind="quiet" wide icon="share" busy={copying.busy} onClick={copying.run}>{t("entrance.install.copy")}</Button>
      {failed && <p role="alert">{t("entrance.install.address", { address: `${location.origin}/install` })}</p>}
    </>
  );
}
