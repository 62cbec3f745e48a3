import { isBaseline, type Entry, type Photo } from "../../domain/diary";
import { placeOf } from "../../domain/places";

/** Three photos of one angle and area: the baseline photo of the clinic, or else the first, the one of the strongest symptoms, the latest. */
export interface KeyPhotos {
  readonly baseline: Photo;
  readonly worst: Photo;
  readonly latest: Photo;
}

const DARKER_BY = 40; // difference of mean luma, 0 to 255
const BLURRED_BELOW = 0.4; // ratio to the sharper photo's variance

/** The key photos of the angle and area that was photographed most often, front before the others; null without photos. */
export function keyPhotos(photos: readonly Photo[], entries: readonly Entry[]): KeyPhotos | null {
  const best = [...places(photos).values()].toSorted((a, b) => b.length - a.length || rank(a[0]) - rank(b[0]))[0];
  const baseline = best?.find(isBaseline) ?? best?.[0];
  const healing = best?.some((photo) => !isBaseline(photo)) ? best.filter((photo) => !isBaseline(photo)) : (best ?? []);
  const latest = healing.at(-1);
  if (!best || !baseline || !latest) return null;
  const strength = new Map(entries.map((entry) => [entry.id, total(entry)]));
  const strengthOf = ({ entry_id }: Photo): number => strength.get(entry_id ?? "") ?? 0;
  const worst = healing.reduce((a, b) => (strengthOf(b) > strengthOf(a) ? b : a));
  return { baseline, worst, latest };
}

/** Group photos by angle, area and place, each group oldest first. */
export function places(photos: readonly Photo[]): ReadonlyMap<string, readonly Photo[]> {
  const groups = new Map<string, Photo[]>();
  for (const photo of photos.toSorted((a, b) => a.taken_at.localeCompare(b.taken_at))) {
    const place = `${photo.angle}/${photo.area ?? ""}/${placeOf(photo) ?? ""}`;
    groups.set(place, [...(groups.get(place) ?? []), photo]);
  }
  return groups;
}

function rank(photo: Photo | undefined): number {
  return ["front", "left", "right", "close-up"].indexOf(photo?.angle ?? "close-up");
}

function total(entry: Entry): number {
  return Object.values(entry.document.scores).reduce((sum, score) => sum + score, 0);
}

/** Why two photos are hard to compare; empty if they are not. */
export function unlike(a: Photo, b: Photo): readonly ("darker" | "blurred")[] {
  const [soft, sharp] = [Math.min(a.sharpness, b.sharpness), Math.max(a.sharpness, b.sharpness)];
  return [
    ...(Math.abs(a.brightness - b.brightness) > DARKER_BY ? (["darker"] as const) : []),
    ...(soft < sharp * BLURRED_BELOW ? (["blurred"] as const) : []),
  ];
}
