import { t } from "../i18n";
import { Button } from "./button";
import { Banner } from "./notice";

/** A part of the app whose code could not be loaded, with a retry. */
export function NotLoaded({ again }: { again: () => void }) {
  return (
    <Banner tone="attention" title={t("common.failed.title")} alert>
      <p>{t("common.failed.load")}</p>
      <Button kind="quiet" icon="sending" onClick={again}>
        {t("common.retry")}
      </Button>
    </Banner>
  );
}
