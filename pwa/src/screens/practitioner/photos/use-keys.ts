import { useEffect, useRef } from "preact/hooks";
import { isTyping } from "../../../ui";
import type { Comparer } from "./use-comparer";

/** Pixels by which an arrow key moves magnified photos. */
const ARROW_PX = 60;
const ZOOM_STEP = 1.5;

type Actions = Readonly<Record<string, () => void>>;

/**
 * The keys of the comparer: ← → the next day, ↑ ↓ the angle (or they move magnified photos), S swap, P pin, + − 0 zoom,
 * Escape back. A field that is being typed in, and a dialog, have their keys for themselves.
 */
export function useComparerKeys(comparer: Comparer, back: () => void): void {
  const latest = useRef({ comparer, back });
  latest.current = { comparer, back };
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping() || document.querySelector("dialog[open]")) return;
      const action = actionsOf(latest.current.comparer, latest.current.back)[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}

function actionsOf({ stage, step, turn, swap, pin }: Comparer, back: () => void): Actions {
  const isZoomed = stage.zoom.scale > 1;
  const across = (by: 1 | -1): void => (isZoomed ? stage.panBy({ x: -by * ARROW_PX, y: 0 }) : step(by));
  const along = (by: 1 | -1): void => (isZoomed ? stage.panBy({ x: 0, y: -by * ARROW_PX }) : turn(by));
  return {
    ...{ ArrowRight: () => across(1), ArrowLeft: () => across(-1), ArrowDown: () => along(1), ArrowUp: () => along(-1) },
    ...{ s: swap, p: pin, "+": () => stage.zoomBy(ZOOM_STEP), "=": () => stage.zoomBy(ZOOM_STEP), "-": () => stage.zoomBy(1 / ZOOM_STEP) },
    ...{ "0": stage.reset, Escape: back },
  };
}
