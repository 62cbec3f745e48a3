import { t } from "../../i18n";
import { duration } from "../../i18n/dates";
import { clockOffset, clockTrouble } from "../../state/clock";
import { Banner } from "../../ui";

/** Warns that the phone's clock and the server's differ. Until they agree, answers follow the stricter one. */
export function ClockBanner() {
  if (!clockTrouble.value || clockOffset.value === null) return null;
  return (
    <Banner tone="attention" title={t("patient.clock.title")}>
      <p>{t("patient.clock.text", { difference: duration(clockOffset.value) })}</p>
    </Banner>
  );
}
