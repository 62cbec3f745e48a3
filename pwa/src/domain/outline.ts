/** The outline of the camera, to which a face is held. Photos are cropped to its frame, so that places in it can be compared. */

import type { Angle } from "./vocabulary";
import type { Point } from "./zoom";

/** Width by height of the camera's frame and of every photo taken with it. */
export const FRAME_RATIO = 3 / 4;

/** Two eyes, in fractions of the width and height of a picture from its upper left corner. */
export interface Eyes {
  /** The eye on the left of the picture: the person's right one. */
  readonly left: Point;
  readonly right: Point;
}

/**
 * Where the outline has the eyes, as the camera sees them, not mirrored. The sides are taken at about 45°, so that both eyes
 * can be seen; a close-up has no outline of a face.
 */
export const OUTLINE_EYES: Readonly<Record<Exclude<Angle, "close-up">, Eyes>> = {
  front: { left: { x: 0.395, y: 0.44 }, right: { x: 0.605, y: 0.44 } },
  left: { left: { x: 0.32, y: 0.44 }, right: { x: 0.497, y: 0.44 } },
  right: { left: { x: 0.503, y: 0.44 }, right: { x: 0.68, y: 0.44 } },
};
