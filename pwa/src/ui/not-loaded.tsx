import { t } from "../i18n";
import { Button } from "./button";
import { Banner } from "./notice";

interface NotLoadedProps {
  again: () => void;
  /** Activates the new version that waits, which has the part in its place. */
  update?: () => void;
}

/** A part of the app whose code could not be loaded, with a retry, or the update that replaces it. */
export function NotLoaded({ again, update }: NotLoadedProps) {
  return (
    <Banner tone="attention" title={t("common.failed.title")} alert>
      <p>{t(update ? "common.update.ready" : "common.failed.load")}</p>
      <Button kind="quiet" icon="sending" onClick={update ?? again}>
        {t(update ? "common.update.now" : "common.retry")}
      </Button>
    </Banner>
  );
}
