/** Photos that belong together: of one angle, of one day, or at the same hour after another treatment. */

import { hoursSince, localDate } from "./dates";
import { isBaseline, type Photo } from "./diary";
import { placeOf, type Framed } from "./places";
import { ANGLES } from "./vocabulary";

/** Photos by the time at which they were taken, the oldest first. */
export function inOrder(photos: readonly Photo[]): readonly Photo[] {
  return photos.toSorted((a, b) => Date.parse(a.taken_at) - Date.parse(b.taken_at));
}

/** Baseline photos before all others. */
export function baselineFirst(photos: readonly Photo[]): readonly Photo[] {
  return photos.toSorted((a, b) => Number(isBaseline(b)) - Number(isBaseline(a)));
}

/** Whether two photos show the same area from the same side, or the same place in a close-up. */
export function hasSameAngle(a: Framed, b: Framed): boolean {
  return a.angle === b.angle && a.area === b.area && placeOf(a) === placeOf(b);
}

/** The photos of the same treatment and angle, this one included, the oldest first. */
export function ofSameAngle(photos: readonly Photo[], photo: Photo): readonly Photo[] {
  return inOrder(photos.filter((each) => each.treatment_id === photo.treatment_id && hasSameAngle(each, photo)));
}

/** The photos of the same treatment and local date, this one included, the oldest first. */
export function ofSameDay(photos: readonly Photo[], photo: Photo, timeZone: string): readonly Photo[] {
  const dateOf = ({ taken_at }: Photo): string => localDate(Date.parse(taken_at), timeZone);
  return inOrder(photos.filter((each) => each.treatment_id === photo.treatment_id && dateOf(each) === dateOf(photo)));
}

/** One series of photos per angle, area and place, front first, then the sides and the close-ups. */
export function seriesByAngle(photos: readonly Photo[]): readonly (readonly [Photo, ...Photo[]])[] {
  const series = new Map<string, [Photo, ...Photo[]]>();
  for (const photo of inOrder(photos)) {
    const key = `${photo.angle} ${photo.area ?? ""} ${placeOf(photo) ?? ""}`;
    const earlier = series.get(key);
    if (earlier) earlier.push(photo);
    else series.set(key, [photo]);
  }
  return [...series.values()].sort(([a], [b]) => ANGLES.indexOf(a.angle) - ANGLES.indexOf(b.angle));
}

/** The series with the most photos; undefined without photos. */
export function longestSeries(photos: readonly Photo[]): readonly [Photo, ...Photo[]] | undefined {
  return seriesByAngle(photos).toSorted((a, b) => b.length - a.length)[0];
}

/** A photo of another treatment, and by how many hours after the treatment it is later (or, if negative, earlier). */
export interface SameHour {
  readonly photo: Photo;
  readonly hoursLater: number;
}

/** Of the photos taken after a treatment at `treatedAt`, the one of the same angle whose hour is nearest; undefined if there is none. */
export function nearestHour(photos: readonly Photo[], like: Framed, hours: number, treatedAt: string): SameHour | undefined {
  const candidates = photos
    .filter((each) => hasSameAngle(each, like))
    .map((photo) => ({ photo, hoursLater: hoursSince(treatedAt, Date.parse(photo.taken_at)) - hours }));
  return candidates.sort((a, b) => Math.abs(a.hoursLater) - Math.abs(b.hoursLater))[0];
}
