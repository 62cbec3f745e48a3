/** Whether two photos can be compared in a meaningful way. */

import type { Photo } from "./diary";
import type { Eyes } from "./outline";
import { showSame } from "./places";
import type { Size } from "./zoom";

export type Difference = "darker" | "blurred" | "tilted" | "other-place";

/** Difference of mean luma (0 to 255) from which one photo counts as darker. */
const DARKER_BY = 35;
/** Ratio of sharpness from which one photo counts as blurred. */
const BLURRED_BY = 3;
/** Degrees by which a head is tilted more than in the other photo, so that light and shadow fall differently. */
const TILTED_BY = 15;

/** The reasons not to compare two photos; empty if there are none. */
export function differences(before: Photo, after: Photo): readonly Difference[] {
  const result: Difference[] = [];
  if (!showSame(before, after)) result.push("other-place");
  if (measured(before) && measured(after)) {
    if (Math.abs(before.brightness - after.brightness) > DARKER_BY) result.push("darker");
    const sharpness = [before.sharpness, after.sharpness];
    if (Math.max(...sharpness) > Math.min(...sharpness) * BLURRED_BY) result.push("blurred");
  }
  if (before.eyes && after.eyes && Math.abs(tilt(before.eyes, before) - tilt(after.eyes, after)) > TILTED_BY) result.push("tilted");
  return result;
}

/** The slope of the line through the eyes in degrees. */
function tilt({ left, right }: Eyes, { width, height }: Size): number {
  return (Math.atan2((right.y - left.y) * height, (right.x - left.x) * width) * 180) / Math.PI;
}

function measured(photo: Photo): boolean {
  return photo.brightness > 0;
}
