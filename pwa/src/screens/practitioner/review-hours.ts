/** What two sessions of a series show at the same hour after their treatments. */

import { HOUR } from "../../domain/dates";
import type { Entry, Photo } from "../../domain/diary";
import { ANGLES, type Angle } from "../../domain/vocabulary";
import type { Review } from "../../state/clinic";

/** Farther apart than this is not the same time. */
const WITHIN_HOURS = 24;

/** The hours from the treatment of this session to a moment. */
export function hoursAfter({ treatment }: Review, at: string): number {
  return (Date.parse(at) - Date.parse(treatment.treated_at)) / HOUR;
}

/** One session near an hour: the entry and the photo of each angle that are closest to it. */
export interface AtHour {
  readonly entry: Entry | undefined;
  readonly photos: ReadonlyMap<Angle, Photo>;
}

export function atHour(review: Review, hours: number): AtHour {
  const photos = ANGLES.flatMap((angle) => {
    const closest = closestTo(review.photos.filter((photo) => photo.angle === angle), (photo) => hoursAfter(review, photo.taken_at), hours);
    return closest ? [[angle, closest] as const] : [];
  });
  return { entry: closestTo(review.entries, (entry) => hoursAfter(review, entry.occurred_at), hours), photos: new Map(photos) };
}

/** The item closest to an hour, at most a day away; the earlier of two that are equally close. */
function closestTo<Item>(items: readonly Item[], hoursOf: (item: Item) => number, hours: number): Item | undefined {
  const away = (item: Item): number => Math.abs(hoursOf(item) - hours);
  const [closest] = items.filter((item) => away(item) <= WITHIN_HOURS).toSorted((a, b) => away(a) - away(b));
  return closest;
}

/** The session to compare with: the one before, else the one after, of those that are shared; undefined without any. */
export function otherSession({ series }: Review, id: string): Review["series"][number] | undefined {
  const place = series.findIndex(({ treatment_id }) => treatment_id === id);
  return series.slice(0, Math.max(0, place)).findLast(({ shared }) => shared) ?? series.slice(place + 1).find(({ shared }) => shared);
}
