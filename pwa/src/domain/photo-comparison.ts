/** Whether two photos can be laid side by side and mean something. */

import type { Photo } from "./diary";

export type Difference = "darker" | "blurred" | "other-place";

/** Luma apart, of 255. */
const DARKER_BY = 35;
/** Times less sharp. */
const BLURRED_BY = 3;

/** What speaks against comparing them; empty when nothing does. */
export function differences(before: Photo, after: Photo): readonly Difference[] {
  const result: Difference[] = [];
  if (before.angle !== after.angle || before.area !== after.area) result.push("other-place");
  if (measured(before) && measured(after)) {
    if (Math.abs(before.brightness - after.brightness) > DARKER_BY) result.push("darker");
    const [low, high] = [before.sharpness, after.sharpness].sort((a, b) => a - b);
    if ((high ?? 0) > (low ?? 0) * BLURRED_BY) result.push("blurred");
  }
  return result;
}

function measured(photo: Photo): boolean {
  return photo.brightness > 0;
}
