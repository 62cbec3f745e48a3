import { t } from "../../i18n";
import { install, installMethod } from "../../state/install";
import { Button, Card } from "../../ui";

/** Explains how to install the app in this browser; nothing if it is already installed. */
export function InstallHint() {
  const method = installMethod();
  if (method === "installed") return null;
  return (
    <Card tone="sand" icon="install" title={t("entrance.install.title")}>
      <p>{t("entrance.install.why")}</p>
      {method === "button" ? (
        <Button kind="quiet" icon="install" onClick={() => void install()}>
          {t("entrance.install.button")}
        </Button>
      ) : (
        <p class="soft">{t(`entrance.install.${method}`)}</p>
      )}
    </Card>
  );
}
