/** What practitioners draw and write on a photo, in fractions of its width and height. The photo itself stays as it is. */

import type { Placement } from "./alignment";
import { FRAME_RATIO } from "./outline";
import { MAX_LINE, MAX_STROKE_POINTS } from "./vocabulary";
import type { Point, Size, Zoom } from "./zoom";

/** Each has a pattern of its own: solid, dashed, dotted. */
export const INKS = ["light", "amber", "blue"] as const;
export type Ink = (typeof INKS)[number];
export type Place = readonly [number, number];

export type Stroke =
  | { readonly kind: "pen"; readonly ink: Ink; readonly points: readonly Place[] }
  | { readonly kind: "arrow"; readonly ink: Ink; readonly points: readonly Place[] }
  | { readonly kind: "text"; readonly ink: Ink; readonly points: readonly Place[]; readonly text: string };

/** Points of a line that are nearer to each other are left out (fraction of the photo). */
const NEAR = 0.003;
/** How near a tap has to be to erase a stroke. */
const ERASES = 0.03;

/** The place in a photo under a point of its pane (pixels from the centre of the pane); it may lie outside of the photo. */
export function placeInPhoto(at: Point, zoom: Zoom, pane: Size, { a, b, e, f, ratio }: Placement): Place {
  const frame = Math.min(pane.width, pane.height * FRAME_RATIO) * zoom.scale;
  const x = (at.x - zoom.x) / frame + 0.5 - e;
  const y = (at.y - zoom.y) / frame + 0.5 / FRAME_RATIO - f;
  const square = a * a + b * b;
  return [rounded((a * x + b * y) / square), rounded(((a * y - b * x) / square) * ratio)];
}

/** Whether a place lies on the photo. */
export function isOnPhoto([x, y]: Place): boolean {
  return x >= 0 && x <= 1 && y >= 0 && y <= 1;
}

/** Draw on to a place: a line gets one more point, an arrow ends there. Places outside of the photo are moved to its edge. */
export function drawnTo(stroke: Stroke, place: Place): Stroke {
  const [first, last] = [stroke.points[0] as Place, stroke.points.at(-1) as Place];
  const next: Place = [within(place[0]), within(place[1])];
  if (stroke.kind === "arrow") return { ...stroke, points: [first, next] };
  if (distance(last, next) < NEAR || stroke.points.length >= MAX_STROKE_POINTS) return stroke;
  return { ...stroke, points: [...stroke.points, next] };
}

/** Whether a stroke is worth keeping: an arrow without a length is a tap. */
export function isDrawn({ kind, points }: Stroke): boolean {
  const [from, to] = points;
  return kind !== "arrow" || (from !== undefined && to !== undefined && distance(from, to) >= NEAR);
}

/** The strokes without the one that is nearest to a tap, if one is near. */
export function erasedAt(strokes: readonly Stroke[], place: Place): readonly Stroke[] {
  const distances = strokes.map((stroke) => distanceTo(stroke, place));
  const nearest = Math.min(...distances);
  if (nearest > ERASES) return strokes;
  return strokes.toSpliced(distances.lastIndexOf(nearest), 1);
}

/** My strokes on top of those that a colleague has saved since; what I have erased of the common ones stays on the photo. */
export function combined(mine: readonly Stroke[], theirs: readonly Stroke[]): readonly Stroke[] {
  const known = new Set(theirs.map((stroke) => JSON.stringify(stroke)));
  return [...theirs, ...mine.filter((stroke) => !known.has(JSON.stringify(stroke)))];
}

/** A text without what would make it read differently from how it was typed: controls of lines and of the direction of writing. */
export function plainText(typed: string): string {
  const plain = typed.replace(/\p{Cc}+/gu, " ").replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, "");
  return Array.from(plain).slice(0, MAX_LINE).join("").trim();
}

/** The two ends of the head of an arrow, in a photo of this size. */
export function arrowHead(points: readonly Place[], { width, height }: Size): readonly Point[] {
  const [from, to] = points as readonly [Place, Place];
  const [x, y] = [to[0] * width, to[1] * height];
  const angle = Math.atan2(y - from[1] * height, x - from[0] * width);
  const side = (turn: number): Point => ({ x: x - Math.cos(angle + turn) * width * 0.035, y: y - Math.sin(angle + turn) * width * 0.035 });
  return [side(0.5), side(-0.5)];
}

function distanceTo({ points }: Stroke, place: Place): number {
  const [first] = points as readonly [Place, ...Place[]];
  return points.slice(1).reduce((least, point, at) => Math.min(least, toSegment(place, points[at] as Place, point)), distance(first, place));
}

function toSegment(place: Place, from: Place, to: Place): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy;
  const part = length === 0 ? 0 : within(((place[0] - from[0]) * dx + (place[1] - from[1]) * dy) / length);
  return distance(place, [from[0] + part * dx, from[1] + part * dy]);
}

function distance(one: Place, other: Place): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1]);
}

function within(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** Five digits are a twentieth of a pixel. */
function rounded(value: number): number {
  return Math.round(value * 100_000) / 100_000;
}
