/** Days of the diary in words. Dates are formatted as such, in no time zone. */

import { daysBetween, localDate } from "../../../domain/dates";
import { photosOn, strongest, type DiaryDay } from "../../../domain/diary-days";
import { t } from "../../../i18n";
import { shortDate } from "../../../i18n/dates";
import { now, phoneTimeZone } from "../../../state/clock";
import { midSentence, scoreLabel, symptomLabel } from "../../labels";

/** Today's date on this phone. */
export function todayDate(): string {
  return localDate(now.value, phoneTimeZone());
}

/** "today", "yesterday", "Thu 12 Nov" */
export function dateText(date: string): string {
  const days = daysBetween(date, todayDate());
  if (days === 0) return t("patient.when.today");
  if (days === 1) return t("patient.when.yesterday");
  return shortDate(Date.parse(date), "UTC");
}

/** "Thu 12 Nov, day 2, redness: moderate, 2 photos" */
export function dayDescription(date: string, number: number, day: DiaryDay | undefined): string {
  const name = [shortDate(Date.parse(date), "UTC"), t("patient.strip.day", { day: number })];
  if (!day) return [...name, t("patient.strip.nothing")].join(", ");
  const photos = photosOn(day).length;
  const parts = [strongestText(day), photos > 0 ? t("patient.strip.photos", { count: photos }) : "", day.hasFinding ? t("patient.strip.finding") : ""];
  return [...name, ...parts.filter((part) => part !== "")].join(", ");
}

/** "redness: moderate", "no symptoms"; empty if nothing was scored. */
export function strongestText({ scores }: DiaryDay): string {
  const most = strongest(scores);
  if (!most) return "";
  if (most.score === 0) return t("patient.strip.calm");
  return t("patient.strip.strongest", { symptom: midSentence(symptomLabel(most.symptom)), score: midSentence(scoreLabel(most.score)) });
}
