/** Looks at the picture of the camera a few times a second, when the browser has nothing else to do. */

import { cropOf } from "./camera";
import { hintOf, NO_HINT, steadied, type Hint } from "./hints";
import { measure, unevenness } from "./measure";
import { followPose, type Pose } from "./pose";
import type { Angle } from "../domain/vocabulary";

/** Size of the small picture in pixels; it has the finder's proportions. */
const WIDTH = 120;
const HEIGHT = 160;
/** Milliseconds between the end of a look and the next one: at most five looks a second. */
const PAUSE = 200;
/** Milliseconds after which a look no longer waits for an idle moment. */
const LATEST = 500;

/** What is on screen. `roll` is in degrees, 0 if it is not known. */
export interface Watched {
  readonly hint: Hint | null;
  readonly roll: number;
}

/** Report the hint whenever it changes, until the returned function is called. */
export function watchPicture(video: HTMLVideoElement, angle: Angle, report: (watched: Watched) => void): () => void {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  let pose: Pose | null = null;
  let steady = NO_HINT;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    const picture = context && pixelsOf(context, video);
    if (picture) {
      const { data, width, height } = picture;
      const next = steadied(steady, hintOf({ ...measure(data, width, height), unevenness: unevenness(data, width, height), pose }, angle));
      if (next.shown !== steady.shown || next.shown === "level") report({ hint: next.shown, roll: pose?.roll ?? 0 });
      steady = next;
    }
    timer = setTimeout(() => whenIdle(() => timer !== undefined && look()), PAUSE);
  };
  const unfollow = followPose((latest) => (pose = latest));
  timer = setTimeout(look, PAUSE);
  return () => {
    clearTimeout(timer);
    timer = undefined;
    unfollow();
  };
}

/** Null while there is no picture, or if the phone has no memory for it. */
function pixelsOf(context: CanvasRenderingContext2D, video: HTMLVideoElement): ImageData | null {
  if (!video.videoWidth) return null;
  const { x, y, width, height } = cropOf(video.videoWidth, video.videoHeight);
  try {
    context.drawImage(video, x, y, width, height, 0, 0, WIDTH, HEIGHT);
    return context.getImageData(0, 0, WIDTH, HEIGHT);
  } catch {
    return null; // the camera is closing
  }
}

function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: LATEST });
  else work(); // Safari
}
