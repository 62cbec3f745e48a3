import { t } from "../i18n";
import { Banner, Button } from "../ui";

/** In place of a screen that could not be rendered, so that there is never a blank page. */
export function Broken() {
  return (
    <main id="content" class="screen">
      <Banner tone="attention" title={t("common.failed.title")} alert>
        <p>{t("common.failed.show")}</p>
        <Button kind="quiet" onClick={() => location.reload()}>
          {t("common.reload")}
        </Button>
      </Banner>
    </main>
  );
}
