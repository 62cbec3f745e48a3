import { problemText, t } from "../../i18n";
import { Banner, Button } from "../../ui";

/** Shown when loading has failed, with a button to retry. */
export function Failed({ code, again }: { code: string; again: () => Promise<void> }) {
  return (
    <Banner tone="attention" alert title={t("common.failed.title")}>
      <p>{problemText(code)}</p>
      <Button kind="quiet" onClick={() => void again()}>{t("common.retry")}</Button>
    </Banner>
  );
}
