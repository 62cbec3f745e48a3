/** Magnifying a photo inside a frame: scale and shift, kept so that the photo always covers the frame's centre. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** First scaled about the centre of the frame, then shifted by `x` and `y` pixels. */
export interface Zoom extends Point {
  readonly scale: number;
}

export const UNZOOMED: Zoom = { scale: 1, x: 0, y: 0 };
/** The scale after a double tap. */
export const DOUBLE_TAP = 2.5;
const MAX_SCALE = 6;

/** Magnify by `factor` so that `point`, in pixels from the centre of the frame, stays where it is. */
export function zoomedAt(zoom: Zoom, factor: number, point: Point, frame: Size): Zoom {
  const scale = Math.min(MAX_SCALE, Math.max(1, zoom.scale * factor));
  const ratio = scale / zoom.scale;
  return within({ scale, x: point.x - (point.x - zoom.x) * ratio, y: point.y - (point.y - zoom.y) * ratio }, frame);
}

/** Shift by some pixels. */
export function pannedBy(zoom: Zoom, by: Point, frame: Size): Zoom {
  return within({ scale: zoom.scale, x: zoom.x + by.x, y: zoom.y + by.y }, frame);
}

/** Magnify at a point, or go back to the whole photo. */
export function toggledAt(zoom: Zoom, point: Point, frame: Size): Zoom {
  return zoom.scale > 1 ? UNZOOMED : zoomedAt(zoom, DOUBLE_TAP, point, frame);
}

function within({ scale, x, y }: Zoom, { width, height }: Size): Zoom {
  const [most, highest] = [(width * (scale - 1)) / 2, (height * (scale - 1)) / 2];
  return { scale, x: clamp(x, most), y: clamp(y, highest) };
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value)) + 0; // never -0
}
