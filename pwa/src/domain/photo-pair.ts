/** Two photos beside each other: one stays (pinned), the other one is leafed through. */

import { isBaseline, type Photo } from "./diary";
import { baselineFirst, hasSameAngle, inOrder, seriesByAngle } from "./photo-sequence";

export interface PhotoPair {
  /** Undefined if there is no second photo of this angle. */
  readonly pinned: Photo | undefined;
  readonly shown: Photo;
  /** Whether the pinned photo is on the right. */
  readonly swapped: boolean;
}

/**
 * The chosen photo beside the baseline photo of its treatment, or the first one of its angle; the latest one if the chosen one
 * is that very photo. Undefined without photos.
 */
export function firstPair(photos: readonly Photo[], chosenId: string | null): PhotoPair | undefined {
  const chosen = photos.find(({ id }) => id === chosenId) ?? mostPhotographed(photos);
  if (!chosen) return undefined;
  const series = seriesOf(photos, chosen);
  const anchor = series.find((each) => isBaseline(each) && each.treatment_id === chosen.treatment_id) ?? series[0];
  const latest = inOrder(series).at(-1);
  return pairOf((anchor?.id === chosen.id && latest) || chosen, anchor);
}

/** All photos of the same angle, area and place, whatever the treatment: baseline photos, then the others, the oldest first. */
export function seriesOf(photos: readonly Photo[], like: Photo): readonly Photo[] {
  return baselineFirst(inOrder(photos.filter((each) => hasSameAngle(each, like))));
}

/** Leaf to the next photo of the angle, or to the previous one (-1). The pinned photo is left out; the ends stay. */
export function stepped(pair: PhotoPair, photos: readonly Photo[], by: 1 | -1): PhotoPair {
  const others = seriesOf(photos, pair.shown).filter(({ id }) => id !== pair.pinned?.id);
  const next = others[others.findIndex(({ id }) => id === pair.shown.id) + by];
  return next ? { ...pair, shown: next } : pair;
}

/** Go on to the next angle, or back to the previous one: its first photo, and the one that was taken nearest to the shown one. */
export function turned(pair: PhotoPair, photos: readonly Photo[], by: 1 | -1): PhotoPair {
  const angles = seriesByAngle(photos);
  const next = angles[angles.findIndex(([first]) => hasSameAngle(first, pair.shown)) + by];
  return next ? { ...toAngle(pair, next), swapped: pair.swapped } : pair;
}

/** Show any photo: within the angle it replaces the shown one, otherwise its angle is opened. */
export function showing(pair: PhotoPair, photos: readonly Photo[], photo: Photo): PhotoPair {
  if (photo.id === pair.pinned?.id) return pair;
  if (hasSameAngle(photo, pair.shown)) return { ...pair, shown: photo };
  return { ...toAngle(pair, seriesOf(photos, photo), photo), swapped: pair.swapped };
}

/** Pin the shown photo; beside it comes the next one, or the previous one if it is the last. */
export function pinned(pair: PhotoPair, photos: readonly Photo[]): PhotoPair {
  const series = seriesOf(photos, pair.shown);
  const at = series.findIndex(({ id }) => id === pair.shown.id);
  const next = series[at + 1] ?? series[at - 1];
  return next ? { ...pair, pinned: pair.shown, shown: next } : pair;
}

/** Exchange the sides. */
export function swapped(pair: PhotoPair): PhotoPair {
  return { ...pair, swapped: !pair.swapped };
}

/** The pair from left to right; a photo that has no partner stands alone. */
export function sides({ pinned: first, shown, swapped: isSwapped }: PhotoPair): readonly Photo[] {
  if (!first) return [shown];
  return isSwapped ? [shown, first] : [first, shown];
}

function toAngle(pair: PhotoPair, series: readonly Photo[], wanted?: Photo): PhotoPair {
  const [first, second] = series;
  const shown = wanted ?? nearestTo(pair.shown, series);
  if (shown.id !== first?.id) return pairOf(shown, first);
  return wanted || !second ? pairOf(shown, second) : pairOf(second, first);
}

function pairOf(shown: Photo, partner: Photo | undefined): PhotoPair {
  return { pinned: partner?.id === shown.id ? undefined : partner, shown, swapped: false };
}

function nearestTo(photo: Photo, series: readonly Photo[]): Photo {
  const apart = (each: Photo): number => Math.abs(Date.parse(each.taken_at) - Date.parse(photo.taken_at));
  return series.reduce((best, each) => (apart(each) < apart(best) ? each : best));
}

/** A photo of the angle that has the most photos, front before the others. */
function mostPhotographed(photos: readonly Photo[]): Photo | undefined {
  return seriesByAngle(photos).toSorted((a, b) => b.length - a.length)[0]?.at(-1);
}
