/**
 * How long something took to settle: "2 hours", "3 days", "2 hours to 3 days".
 *
 * The printed review says the same in `server/usecases/settling_time.py`.
 */

import { t } from "../../i18n";
import { lengthOfTime } from "../../i18n/dates";

interface Length {
  readonly unit: "hour" | "day";
  readonly count: number;
}

/** Sheets give this limit in hours; as whole days it would be another limit. */
const DAY_AND_A_HALF = 36;

/** A number of days, or the range up to `most`, in whole days, or in whole hours below one day. */
export function settlingTime(least: number, most = least): string {
  const from = rounded(least);
  const until = rounded(most);
  if (from.unit === until.unit && from.count === until.count) return lengthOfTime(from.count, from.unit);
  const begins = from.unit === until.unit ? String(from.count) : lengthOfTime(from.count, from.unit);
  return t("practitioner.review.resolved.range", { from: begins, until: lengthOfTime(until.count, until.unit) });
}

function rounded(days: number): Length {
  const hours = Math.max(1, Math.round(days * 24));
  return hours < 24 || hours === DAY_AND_A_HALF ? { unit: "hour", count: hours } : { unit: "day", count: Math.round(hours / 24) };
}
