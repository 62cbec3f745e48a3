/**
 * Lays photos of a face over each other by the eyes: a similarity transform (turn, scale, shift) takes the two eyes of a
 * photo to the places where the camera's outline has them. It has no way to mirror a face.
 */

import { FRAME_RATIO, OUTLINE_EYES, type Eyes } from "./outline";
import { MIN_EYE_DISTANCE, type Angle } from "./vocabulary";
import type { Point, Size } from "./zoom";

/** Take a point (x, y) in pixels to (a·x − b·y + e, b·x + a·y + f): a turn and a scale by a + bi, and a shift. */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly e: number;
  readonly f: number;
}

/** Order two marked points by their place in the picture; null if they are too close to be two eyes. */
export function eyesOf(one: Point, other: Point): Eyes | null {
  if (Math.hypot(one.x - other.x, one.y - other.y) < MIN_EYE_DISTANCE) return null;
  return one.x <= other.x ? { left: one, right: other } : { left: other, right: one };
}

/** The similarity that takes two points to two others. The points of `from` must differ. */
export function similarity(from: Eyes, to: Eyes): Similarity {
  const [dx, dy] = [from.right.x - from.left.x, from.right.y - from.left.y];
  const [tx, ty] = [to.right.x - to.left.x, to.right.y - to.left.y];
  const square = dx * dx + dy * dy;
  const a = (tx * dx + ty * dy) / square;
  const b = (ty * dx - tx * dy) / square;
  return { a, b, e: to.left.x - (a * from.left.x - b * from.left.y), f: to.left.y - (b * from.left.x + a * from.left.y) };
}

/** Where the similarity takes a point. */
export function moved({ a, b, e, f }: Similarity, { x, y }: Point): Point {
  return { x: a * x - b * y + e, y: b * x + a * y + f };
}

/** How a photo covers a frame, cut at the edges in equal parts, as the diary shows it. */
export function covering(photo: Size, frame: Size): Similarity {
  const scale = Math.max(frame.width / photo.width, frame.height / photo.height);
  return { a: scale, b: 0, e: (frame.width - photo.width * scale) / 2, f: (frame.height - photo.height * scale) / 2 };
}

/**
 * How to draw a photo (pixels of the photo to pixels of the frame) so that its eyes come to lie on those of the frame. Without
 * marked eyes the photo was taken in the camera's outline, so that it only has to cover the frame.
 */
export function aligned(photo: Size, eyes: Eyes | null | undefined, frame: Size, target: Eyes): Similarity {
  return eyes ? similarity(inPixels(eyes, photo), inPixels(target, frame)) : covering(photo, frame);
}

/** A similarity in widths of the frame, for a photo that is laid out as wide as the frame; `ratio` is its width by its height. */
export interface Placement extends Similarity {
  readonly ratio: number;
}

const UNIT_FRAME: Size = { width: 1, height: 1 / FRAME_RATIO };

/** Where a photo lies in the camera's frame, whatever the size of the frame: by its eyes, or as a whole if they are not given. */
export function placed(photo: Size, angle: Angle, eyes: Eyes | null): Placement {
  const unit = { width: 1, height: photo.height / photo.width };
  const place = eyes ? aligned(unit, eyes, UNIT_FRAME, targetOf(angle)) : containing(unit, UNIT_FRAME);
  return { ...place, ratio: photo.width / photo.height };
}

/** How a frame contains a whole photo, centred. */
function containing(photo: Size, frame: Size): Similarity {
  const scale = Math.min(frame.width / photo.width, frame.height / photo.height);
  return { a: scale, b: 0, e: (frame.width - photo.width * scale) / 2, f: (frame.height - photo.height * scale) / 2 };
}

/** What the photos of an angle are aligned to. A close-up has no eyes to mark; it only covers the frame. */
export function targetOf(angle: Angle): Eyes {
  return angle === "close-up" ? OUTLINE_EYES.front : OUTLINE_EYES[angle];
}

/** Where the eyes of a photo are taken to be until somebody marks them: where the camera's outline was. */
export function assumedEyes(photo: Size, angle: Angle): Eyes {
  const frame = { width: FRAME_RATIO, height: 1 };
  const { a, e, f } = covering(photo, frame);
  const inPhoto = ({ x, y }: Point): Point => ({ x: (x * frame.width - e) / a / photo.width, y: (y * frame.height - f) / a / photo.height });
  const { left, right } = targetOf(angle);
  return { left: inPhoto(left), right: inPhoto(right) };
}

function inPixels({ left, right }: Eyes, { width, height }: Size): Eyes {
  const scaled = ({ x, y }: Point): Point => ({ x: x * width, y: y * height });
  return { left: scaled(left), right: scaled(right) };
}

export type Side = "left" | "right";

/** The marks while they are being put on a photo, and those that the person has put, in order. */
export interface Marks extends Eyes {
  readonly placed: readonly Side[];
}

/** A tap this near to a mark (fraction of the photo) corrects it. */
const NEAR = 0.08;
/** What one press of an arrow key moves a mark by (fraction of the photo). */
const NUDGE = 0.005;

export function startMarks({ left, right }: Eyes): Marks {
  return { left, right, placed: [] };
}

/**
 * Put a mark where the person has tapped: first the nearer one, then the other one, so that two taps are enough wherever the
 * face is. A tap near a mark that was put corrects it, and so does every later tap.
 */
export function marked(marks: Marks, point: Point): Marks {
  const nearer: Side = distance(marks.left, point) <= distance(marks.right, point) ? "left" : "right";
  const [first, second] = marks.placed;
  if (first === undefined || second !== undefined) return put(marks, nearer, point);
  return put(marks, distance(marks[first], point) < NEAR ? first : other(first), point);
}

/** Move a mark by the steps of an arrow key. */
export function nudged(marks: Marks, side: Side, by: Point): Marks {
  return put(marks, side, { x: marks[side].x + by.x * NUDGE, y: marks[side].y + by.y * NUDGE });
}

function put(marks: Marks, side: Side, { x, y }: Point): Marks {
  const placed = marks.placed.includes(side) ? marks.placed : [...marks.placed, side];
  return { ...marks, [side]: { x: within(x), y: within(y) }, placed };
}

function other(side: Side): Side {
  return side === "left" ? "right" : "left";
}

function within(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function distance(one: Point, two: Point): number {
  return Math.hypot(one.x - two.x, one.y - two.y);
}
