import { useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import { NO_HAND, touched, type Finger, type Gesture } from "../domain/gestures";
import { pannedBy, toggledAt, UNZOOMED, zoomedAt, type Point, type Size, type Zoom } from "../domain/zoom";

type PointerHandler = (event: PointerEvent) => void;

/** The handlers of the element that shows the photo, and what its fingers have done to it. */
export interface Stage {
  readonly box: RefObject<HTMLDivElement>;
  readonly zoom: Zoom;
  readonly dragged: number;
  readonly isMoving: boolean;
  readonly handlers: Readonly<Record<"onPointerDown" | "onPointerMove" | "onPointerUp" | "onPointerCancel", PointerHandler>> & {
    readonly onWheel: (event: WheelEvent) => void;
  };
  /** Magnify about the middle. */
  readonly zoomBy: (factor: number) => void;
  readonly panBy: (by: Point) => void;
  /** Show the whole photo again. */
  readonly reset: () => void;
}

/** A swipe is a fifth of the width, or a quick flick. */
const SWIPE_PART = 0.2;
const FLICK_PX = 30;
const FLICK_MS = 250;

/**
 * Pinch, double tap and drag of one photo; `onSwipe` is called with 1 for the next photo and -1 for the previous one. With
 * `onlyPinch`, a single finger is left to others: it draws.
 */
export function usePhotoStage(onSwipe: (step: 1 | -1) => void, onlyPinch = false): Stage {
  const box = useRef<HTMLDivElement>(null);
  const hand = useRef(NO_HAND);
  const [zoom, setZoom] = useState(UNZOOMED);
  const [dragged, setDragged] = useState<number | null>(null);
  const frame = (): Size => (box.current as HTMLElement).getBoundingClientRect();
  const end = ({ total, ms }: Extract<Gesture, { kind: "drop" }>): void => {
    setDragged(null);
    if (zoom.scale > 1) return;
    const isFlick = Math.abs(total.x) > FLICK_PX && ms < FLICK_MS;
    if (isFlick || Math.abs(total.x) > Math.max(1, frame().width * SWIPE_PART)) onSwipe(total.x < 0 ? 1 : -1);
  };
  const act = (gesture: Gesture): void => {
    if (onlyPinch && gesture.kind !== "pinch") setDragged(null);
    else if (gesture.kind === "double-tap") setZoom(toggledAt(zoom, gesture.point, frame()));
    else if (gesture.kind === "drop") end(gesture);
    else if (gesture.kind === "pinch") {
      setDragged(0);
      setZoom(pannedBy(zoomedAt(zoom, gesture.factor, gesture.centre, frame()), gesture.by, frame()));
    } else if (zoom.scale > 1) {
      setDragged(0);
      setZoom(pannedBy(zoom, gesture.by, frame()));
    } else setDragged(gesture.total.x);
  };
  const take = (type: Finger["type"]): PointerHandler => (event) => {
    if (event.button > 0) return; // the other buttons of a mouse
    if (type === "down") (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    const [next, gesture] = touched(hand.current, { type, id: event.pointerId, at: event.timeStamp, ...fromCentre(event) });
    hand.current = next;
    if (gesture) act(gesture);
  };
  return {
    ...{ box, zoom, dragged: dragged ?? 0, isMoving: dragged !== null },
    handlers: {
      ...{ onPointerDown: take("down"), onPointerMove: take("move"), onPointerUp: take("up"), onPointerCancel: take("cancel") },
      onWheel: (event) => setZoom(wheeled(zoom, event)),
    },
    zoomBy: (factor) => setZoom(zoomedAt(zoom, factor, { x: 0, y: 0 }, frame())),
    panBy: (by) => setZoom(pannedBy(zoom, by, frame())),
    reset: () => setZoom(UNZOOMED),
  };
}

/** The wheel magnifies; so does a pinch on a trackpad, which browsers report as a wheel. */
function wheeled(zoom: Zoom, event: WheelEvent): Zoom {
  event.preventDefault();
  const frame = (event.currentTarget as HTMLElement).getBoundingClientRect();
  return zoomedAt(zoom, Math.exp(-event.deltaY / 300), fromCentre(event), frame);
}

/** Pixels from the centre of the element that shows the photo. */
function fromCentre({ clientX, clientY, currentTarget }: MouseEvent): Point {
  const { left, top, width, height } = (currentTarget as HTMLElement).getBoundingClientRect();
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
}
