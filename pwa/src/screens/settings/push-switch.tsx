import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { disablePush, enablePush, pushState } from "../../state/push";
import { ActionError, Banner, Button, ButtonLink, Row, Rows, Switch } from "../../ui";

interface PushSwitchProps {
  /** Why one would turn them on. */
  readonly why: string;
}

/** Turns reminders on this device on and off, or says why they cannot be turned on and what to do. */
export function PushSwitch({ why }: PushSwitchProps) {
  const switching = useAsyncAction((on: boolean) => (on ? enablePush() : disablePush()));
  switch (pushState.value) {
    case "unsupported":
      return <Banner title={t("settings.push.unsupported")}><p>{t("settings.push.unsupported.text")}</p></Banner>;
    case "refused":
      return <Banner tone="wait" title={t("settings.push.refused")}><p>{t("settings.push.refused.text")}</p></Banner>;
    case "install":
      return (
        <Banner tone="wait" title={t("settings.push.install")}>
          <p>{t("settings.push.install.text")}</p>
          <ButtonLink kind="quiet" icon="install" href="/install">{t("settings.install.how")}</ButtonLink>
        </Banner>
      );
    case "off":
      return (
        <>
          <Banner title={t("settings.push.off")}>
            <p>{why}</p>
            <Button icon="bell" busy={switching.busy} onClick={() => switching.run(true)}>{t("settings.push.turn-on")}</Button>
          </Banner>
          <ActionError {...switching} />
        </>
      );
    case "on":
      return (
        <>
          <Rows>
            <Row
              icon="bell"
              title={t("settings.push.on")}
              detail={t("settings.push.on.detail")}
              beside={<Switch label={t("settings.push.on")} on disabled={switching.busy} onChange={() => switching.run(false)} />}
            />
          </Rows>
          <ActionError {...switching} />
        </>
      );
  }
}
