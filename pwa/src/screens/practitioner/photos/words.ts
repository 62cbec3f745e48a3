/** Says when a photo was taken, counted from its treatment. */

import { dayOfHealing, hoursSince } from "../../../domain/dates";
import { isBaseline, type Photo } from "../../../domain/diary";
import { t } from "../../../i18n";
import type { TreatmentPhotos } from "../../../state/clinic";
import { photoLabel } from "../../photo-label";

/** Until then, people count in hours. */
const HOURS_SHOWN = 48;

/** "Session 2 · day 2 · hour 30", "Session 2 · day 5", "Session 2 · before treatment". */
export function sessionAndDay(photo: Photo, treatment: TreatmentPhotos): string {
  const number = treatment.number_in_series;
  if (isBefore(photo, treatment)) return t("practitioner.photos.label.before", { number });
  const [day, hours] = [dayOf(photo, treatment), hoursSince(treatment.treated_at, Date.parse(photo.taken_at))];
  return hours < HOURS_SHOWN ? t("practitioner.photos.label.hour", { number, day, hour: Math.round(hours) }) : t("practitioner.photos.label.day", { number, day });
}

/** "Day 5", "Before treatment". */
export function dayText(photo: Photo, treatment: TreatmentPhotos): string {
  return isBefore(photo, treatment) ? t("practitioner.photos.before") : t("practitioner.photos.day", { day: dayOf(photo, treatment) });
}

/** "Left side, Session 2 · day 5": the picture in words. */
export function pictureText(photo: Photo, treatment: TreatmentPhotos): string {
  return `${photoLabel(photo)}, ${sessionAndDay(photo, treatment)}`;
}

function isBefore(photo: Photo, { treated_at: treatedAt }: TreatmentPhotos): boolean {
  return isBaseline(photo) || Date.parse(photo.taken_at) < Date.parse(treatedAt);
}

function dayOf(photo: Photo, { treated_at: treatedAt, time_zone: timeZone, day_one: dayOne }: TreatmentPhotos): number {
  return dayOfHealing(treatedAt, Date.parse(photo.taken_at), timeZone, dayOne);
}
