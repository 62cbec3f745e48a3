import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { install, installMethod } from "../../state/install";
import { ActionError, Button, Card } from "../../ui";

/** How to put the app on the home screen in this browser; nothing if it is installed already. */
export function InstallHint() {
  const method = installMethod();
  const installing = useAsyncAction(install);
  if (method === "installed") return null;
  return (
    <Card tone="sand" icon="install" title={t("entrance.install.title")}>
      <p>{t("entrance.install.why")}</p>
      {method === "button" ? (
        <Button kind="quiet" icon="install" busy={installing.busy} onClick={installing.run}>
          {t("entrance.install.button")}
        </Button>
      ) : (
        <p class="soft">{t(`entrance.install.${method}`)}</p>
      )}
      <ActionError {...installing} />
    </Card>
  );
}
