import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { disablePush, pushState, enablePush } from "../../state/push";
import { Banner, Button, Row, Rows, Switch } from "../../ui";
import { InstallHint } from "../entrance/install-hint";
import { Trouble } from "../entrance/frame";

/** Turns reminders on this phone on and off, or explains why they are not available. */
export function PushSwitch() {
  const state = pushState.value;
  const { busy, problem, run } = useAsyncAction();
  if (state === "unsupported") return <Banner title={t("settings.push.unsupported")}><p>{t("settings.push.unsupported.text")}</p></Banner>;
  if (state === "refused") return <Banner tone="wait" title={t("settings.push.refused")}><p>{t("settings.push.refused.text")}</p></Banner>;
  if (state === "install") {
    return (
      <>
        <Banner tone="wait" title={t("settings.push.install")}><p>{t("settings.push.install.text")}</p></Banner>
        <InstallHint />
      </>
    );
  }
  if (state === "off") {
    return (
      <>
        <Banner title={t("settings.push.off")}>
          <p>{t("settings.push.off.text")}</p>
          <Button icon="bell" busy={busy} onClick={() => void run(enablePush)}>{t("settings.push.turn-on")}</Button>
        </Banner>
        <Trouble code={problem} />
      </>
    );
  }
  return (
    <Rows>
      <Row
        icon="bell"
        title={t("settings.push.on")}
        detail={t("settings.push.on.detail")}
        beside={<Switch label={t("settings.push.on")} on disabled={busy} onChange={() => void run(disablePush)} />}
      />
    </Rows>
  );
}
