import { loadAuthSessions, revokeAuthSession } from "../../actions/account";
import { locale, t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { useLoaded } from "../../state/loaded";
import { Button, Pill, Row, Rows, Screen, Skeleton } from "../../ui";
import { Trouble } from "../entrance/frame";

/** The devices that are signed in, each with a button that signs it out. */
export default function Devices() {
  const [devices, again] = useLoaded(loadAuthSessions);
  const { busy, problem, run } = useAsyncAction();
  const end = (id: string) => run(async () => {
    await revokeAuthSession(id);
    await again();
  });
  return (
    <Screen title={t("settings.devices")} lead={t("settings.devices.lead")} back="/settings">
      {devices.state === "loading" && <Skeleton />}
      {devices.state === "failed" && <Trouble code={devices.code} again={() => void again()} />}
      <Trouble code={problem} />
      {devices.state === "ready" && (
        <Rows label={t("settings.devices")}>
          {devices.value.map(({ id, label: device, last_used_at: seen_at, current }) => (
            <Row
              key={id}
              icon="phone"
              title={device === "" ? t("settings.devices.unnamed") : device}
              detail={t("settings.devices.seen", { when: new Date(seen_at).toLocaleDateString(locale.value, { dateStyle: "medium" }) })}
              beside={
                current ? (
                  <Pill tone="teal" icon="yes">{t("settings.devices.this")}</Pill>
                ) : (
                  <Button kind="plain" busy={busy} label={t("settings.devices.end-named", { device })} onClick={() => void end(id)}>
                    {t("settings.devices.end")}
                  </Button>
                )
              }
            />
          ))}
        </Rows>
      )}
    </Screen>
  );
}
