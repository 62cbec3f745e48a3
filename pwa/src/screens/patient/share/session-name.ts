import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { shortDate } from "../../../i18n/dates";

/** "Session 2, Fri 20 Nov" */
export function sessionName({ number_in_series: number, treated_at: at, time_zone: timeZone }: Treatment): string {
  return t("patient.share.treatment", { number, date: shortDate(at, timeZone) });
}
