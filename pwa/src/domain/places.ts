/** The places of close-ups: an area, and where on it. The name of a place begins with its area. */

import type { Photo } from "./diary";
import { AREAS, type Area, type Place } from "./vocabulary";

/** What stands behind the area in the name of a place. */
export type Where = Place extends infer P ? (P extends `${Area}-${infer W}` ? (P extends `under-eye-${infer U}` ? U : W) : never) : never;

/** The area that a place is on. No area's name begins with that of another. */
export function areaOf(place: Place): Area {
  return AREAS.find((area) => `${place}-`.startsWith(`${area}-`)) ?? "body";
}

/** "left"; undefined for a place that is a whole area, such as the chin. */
export function whereOf(place: Place): Where | undefined {
  const where = place.slice(areaOf(place).length + 1);
  return where === "" ? undefined : (where as Where);
}

/** The place of a photo; null for one without a place, also if an earlier version has stored it. */
export function placeOf({ place }: { readonly place?: Place | null }): Place | null {
  return place ?? null;
}

/** What tells which photos show the same. */
export type Framed = Pick<Photo, "angle" | "area"> & { readonly place?: Place | null };

/** Whether two photos show the same. A close-up without a place may be anywhere on its area. */
export function showSame(a: Framed, b: Framed): boolean {
  const [one, other] = [placeOf(a), placeOf(b)];
  return a.angle === b.angle && a.area === b.area && (one === null || other === null || one === other);
}
