import { useEffect } from "preact/hooks";
import { markCorrectionSeen } from "../../../actions/diary/sheet-change";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { syncOutcome } from "../../../state/diary";
import { Banner, ButtonLink } from "../../../ui";

/** Says that the sheet was corrected for safety reasons, and tells the clinic that it has been shown. */
export function CorrectionBanner({ treatment }: { treatment: Treatment }) {
  useCorrectionSeen(treatment);
  return (
    <Banner tone="attention" title={t("patient.correction.title")}>
      <p>{t("patient.correction.stricter")}</p>
      <ButtonLink href="/sheet-change" kind="quiet">{t("patient.change.show")}</ButtonLink>
    </Banner>
  );
}

/** Tell the clinic that the correction is on screen. Offline, the next exchange with the server repeats it. */
export function useCorrectionSeen({ id, correction }: Treatment): void {
  const version = correction?.version;
  const online = syncOutcome.value === "done";
  useEffect(() => {
    if (version !== undefined && online) markCorrectionSeen(id, version).catch(() => undefined);
  }, [id, version, online]);
}
