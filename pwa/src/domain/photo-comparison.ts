/** Whether two photos can be compared in a meaningful way. */

import type { Photo } from "./diary";
import { showSame } from "./places";

export type Difference = "darker" | "blurred" | "other-place";

/** Difference of mean luma (0 to 255) from which one photo counts as darker. */
const DARKER_BY = 35;
/** Ratio of sharpness from which one photo counts as blurred. */
const BLURRED_BY = 3;

/** The reasons not to compare two photos; empty if there are none. */
export function differences(before: Photo, after: Photo): readonly Difference[] {
  const result: Difference[] = [];
  if (!showSame(before, after)) result.push("other-place");
  if (measured(before) && measured(after)) {
    if (Math.abs(before.brightness - after.brightness) > DARKER_BY) result.push("darker");
    const sharpness = [before.sharpness, after.sharpness];
    if (Math.max(...sharpness) > Math.min(...sharpness) * BLURRED_BY) result.push("blurred");
  }
  return result;
}

function measured(photo: Photo): boolean {
  return photo.brightness > 0;
}
