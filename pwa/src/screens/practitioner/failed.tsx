import { problemText, t } from "../../i18n";
import { Banner, Button } from "../../ui";

/** What did not load, and the way to try again. */
export function Failed({ code, again }: { code: string; again: () => Promise<void> }) {
  return (
    <Banner tone="attention" alert title={t("common.failed.title")}>
      <p>{problemText(code)}</p>
      <Button kind="quiet" onClick={() => void again()}>{t("common.retry")}</Button>
    </Banner>
  );
}
