/** What fingers on a photo mean: a drag, a pinch, a double tap. Fed with pointer events one by one. */

import type { Point } from "./zoom";

export interface Finger extends Point {
  readonly type: "down" | "move" | "up" | "cancel";
  readonly id: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

export type Gesture =
  /** One finger moves: `by` since the last event, `total` since it touched the photo. */
  | { readonly kind: "drag"; readonly by: Point; readonly total: Point }
  /** The last finger was lifted after a drag of `total` that took `ms`; nowhere if the browser took the fingers over. */
  | { readonly kind: "drop"; readonly total: Point; readonly ms: number }
  /** Two fingers: their distance has changed by `factor`, their middle has moved to `centre` by `by`. */
  | { readonly kind: "pinch"; readonly factor: number; readonly centre: Point; readonly by: Point }
  | { readonly kind: "double-tap"; readonly point: Point };

/** The fingers that are down, and what is known of the gesture so far. */
export interface Hand {
  readonly fingers: ReadonlyMap<number, Point>;
  readonly start: Point;
  readonly startedAt: number;
  readonly hasMoved: boolean;
  readonly hasPinched: boolean;
  readonly lastTap: { readonly point: Point; readonly at: number } | null;
}

const ORIGIN: Point = { x: 0, y: 0 };

/** No finger. */
export const NO_HAND: Hand = { fingers: new Map(), start: ORIGIN, startedAt: 0, hasMoved: false, hasPinched: false, lastTap: null };

/** Pixels by which a finger may shake without dragging. */
const SLOP = 8;
/** Milliseconds and pixels between two taps that count as one double tap. */
const DOUBLE_TAP_MS = 320;
const DOUBLE_TAP_PX = 32;

type Step = readonly [Hand, Gesture | null];

/** Take one pointer event; returns the new state, and the gesture if the event is part of one. */
export function touched(hand: Hand, finger: Finger): Step {
  if (finger.type === "down") return [down(hand, finger), null];
  if (!hand.fingers.has(finger.id)) return [hand, null]; // a mouse that hovers, or a finger from elsewhere
  if (finger.type === "move") return move(hand, finger);
  return lift(hand, finger);
}

function down(hand: Hand, { id, at, x, y }: Finger): Hand {
  const fingers = new Map(hand.fingers).set(id, { x, y });
  if (fingers.size > 1) return { ...hand, fingers, hasMoved: true, hasPinched: true };
  return { ...hand, fingers, start: { x, y }, startedAt: at, hasMoved: false, hasPinched: false };
}

function move(hand: Hand, { id, x, y }: Finger): Step {
  const fingers = new Map(hand.fingers).set(id, { x, y });
  if (fingers.size > 1) return [{ ...hand, fingers }, pinch(hand.fingers, fingers)];
  const total = minus({ x, y }, hand.start);
  const hasMoved = hand.hasMoved || Math.hypot(total.x, total.y) > SLOP;
  const next = { ...hand, fingers, hasMoved };
  return [next, hasMoved ? { kind: "drag", by: minus({ x, y }, hand.fingers.get(id) ?? { x, y }), total } : null];
}

function pinch(before: Hand["fingers"], after: Hand["fingers"]): Gesture {
  const [first, second] = pairOf(before);
  const [one, two] = pairOf(after);
  const earlier = Math.max(1, Math.hypot(first.x - second.x, first.y - second.y));
  const centre = middle(one, two);
  return { kind: "pinch", factor: Math.hypot(one.x - two.x, one.y - two.y) / earlier, centre, by: minus(centre, middle(first, second)) };
}

function lift(hand: Hand, finger: Finger): Step {
  const fingers = new Map(hand.fingers);
  fingers.delete(finger.id);
  const [left] = fingers.values();
  if (left) return [{ ...hand, fingers, start: left }, null]; // the other finger goes on dragging
  if (finger.type === "cancel" || hand.hasPinched) return [{ ...hand, fingers, lastTap: null }, { kind: "drop", total: ORIGIN, ms: 0 }];
  if (hand.hasMoved) return [{ ...hand, fingers, lastTap: null }, { kind: "drop", total: minus(finger, hand.start), ms: finger.at - hand.startedAt }];
  return tap({ ...hand, fingers }, finger);
}

function tap(hand: Hand, { x, y, at }: Finger): Step {
  const point = { x, y };
  const last = hand.lastTap;
  const isSecond = last !== null && at - last.at < DOUBLE_TAP_MS && Math.hypot(x - last.point.x, y - last.point.y) < DOUBLE_TAP_PX;
  return isSecond ? [{ ...hand, lastTap: null }, { kind: "double-tap", point }] : [{ ...hand, lastTap: { point, at } }, null];
}

function pairOf(fingers: Hand["fingers"]): readonly [Point, Point] {
  const [one = ORIGIN, two = ORIGIN] = fingers.values();
  return [one, two];
}

function middle(one: Point, two: Point): Point {
  return { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2 };
}

function minus(one: Point, other: Point): Point {
  return { x: one.x - other.x, y: one.y - other.y };
}
