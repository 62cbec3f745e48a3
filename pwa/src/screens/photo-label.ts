/** What a photo shows, in words. */

import type { Photo } from "../domain/diary";
import { areaOf, placeOf, whereOf } from "../domain/places";
import type { Place } from "../domain/vocabulary";
import { t } from "../i18n";
import { areaLabel } from "./labels";

/** "Left side", or the place of a close-up, or at least its area. */
export function photoLabel({ angle, area, ...rest }: Pick<Photo, "angle" | "area"> & { readonly place?: Place | null }): string {
  const known = placeOf(rest);
  if (known !== null) return placeLabel(known);
  return area === null ? t(`common.angle.${angle}`) : areaLabel(area);
}

/** "Cheeks, left" */
export function placeLabel(place: Place): string {
  const where = whereOf(place);
  const area = areaLabel(areaOf(place));
  return where === undefined ? area : `${area}, ${t(`common.where.${where}`)}`;
}
