/** What could be better before the shutter: light, how the phone is held, and sharpness. Hints never block. */

import type { Angle } from "../domain/vocabulary";
import { flawOf, type Measures } from "./measure";
import type { Pose } from "./pose";

export const HINTS = ["dark", "glaring", "uneven", "level", "tilt", "blurred"] as const;
export type Hint = (typeof HINTS)[number];

/** One look at the picture. */
export interface Look extends Measures {
  /** 0 to 1, see `unevenness`. */
  readonly unevenness: number;
  /** Null if the phone does not tell it. */
  readonly pose: Pose | null;
}

/** Difference of the two halves of a face, relative to the brighter one. */
const UNEVEN = 0.38;
/** Degrees. */
const ROLLED = 8;
const PITCHED = 20;

/**
 * The most important hint; null if there is nothing to say. Light comes first, because nothing can be seen without it. A head
 * that is turned is never lit evenly, and a close-up may be taken at any pose.
 */
export function hintOf(look: Look, angle: Angle): Hint | null {
  const flaw = flawOf(look);
  if (flaw === "dark" || flaw === "glaring") return flaw;
  if (angle === "front" && look.unevenness > UNEVEN) return "uneven";
  return (angle === "close-up" ? null : poseHint(look.pose)) ?? flaw;
}

function poseHint(pose: Pose | null): Hint | null {
  if (pose === null) return null;
  if (Math.abs(pose.roll) > ROLLED) return "level";
  return Math.abs(pose.pitch) > PITCHED ? "tilt" : null;
}

/** How often a hint must be given in a row before it is shown, and no longer given before it goes: words must not flicker. */
const LOOKS = 3;

/** The hint on screen, and the one that is about to replace it. */
export interface Steady {
  readonly shown: Hint | null;
  readonly next: Hint | null;
  readonly looks: number;
}

export const NO_HINT: Steady = { shown: null, next: null, looks: 0 };

/** The state after one more look. */
export function steadied({ shown, next, looks }: Steady, hint: Hint | null): Steady {
  if (hint === shown) return { shown, next: shown, looks: 0 };
  const inARow = hint === next ? looks + 1 : 1;
  return inARow >= LOOKS ? { shown: hint, next: hint, looks: 0 } : { shown, next: hint, looks: inARow };
}
