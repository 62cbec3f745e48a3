/** Says when a photo was taken, counted from its treatment. */

import { hoursSince } from "../../../domain/dates";
import { isBaseline, type Photo } from "../../../domain/diary";
import { t } from "../../../i18n";
import { photoDay, treatmentOf } from "../picture";

/** Until then, people count in hours. */
const HOURS_SHOWN = 48;

/** Hours between the treatment and the photo, with fractions. */
export function photoHours(photo: Photo): number {
  const treatedAt = treatmentOf(photo)?.treated_at;
  return treatedAt === undefined ? 0 : hoursSince(treatedAt, Date.parse(photo.taken_at));
}

/** "Day 2 · hour 30", "day 5": hours on the first two days only. "Taken at the clinic" for a baseline photo. */
export function dayAndHour(photo: Photo): string {
  if (isBaseline(photo)) return t("patient.photos.baseline");
  const hour = Math.round(photoHours(photo));
  const day = photoDay(photo);
  return hour < HOURS_SHOWN ? t("patient.photos.day-hour", { day, hour }) : t("patient.today.day", { day });
}

/** "Session 1 · hour 30", "Session 1 · day 5". */
export function sessionAndHour(photo: Photo): string {
  const number = treatmentOf(photo)?.number_in_series ?? 1;
  if (isBaseline(photo)) return t("patient.photos.session-baseline", { number });
  const hour = Math.round(photoHours(photo));
  return hour < HOURS_SHOWN ? t("patient.photos.session-hour", { number, hour }) : t("patient.photos.session-day", { number, day: photoDay(photo) });
}

/** "3 hours later", "2 days earlier": how far two photos are apart, each counted from its own treatment; undefined within the hour. */
export function apartText(hoursLater: number): string | undefined {
  const hours = Math.round(Math.abs(hoursLater));
  if (hours === 0) return undefined;
  const isLater = hoursLater > 0;
  if (hours < HOURS_SHOWN) return t(isLater ? "patient.photos.hours-later" : "patient.photos.hours-earlier", { count: hours });
  const days = Math.round(hours / 24);
  return t(isLater ? "patient.photos.days-later" : "patient.photos.days-earlier", { count: days });
}
