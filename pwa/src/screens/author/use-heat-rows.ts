import { useEffect, useState } from "preact/hooks";
import { heatRows, type Course, type HeatCell } from "./heat-rows";

/** Milliseconds of computing at a time: a key that is pressed in the meantime is handled within one frame. */
const BUDGET = 8;
/** Milliseconds between two drawings of the map while its rows arrive. */
const DRAW_EVERY = 150;

export type HeatRows = ReadonlyMap<string, readonly HeatCell[]>;

interface Computed {
  readonly course: Course | null;
  readonly rows: HeatRows;
}

/**
 * The rows of a map, computed a few at a time while the browser is idle. `ready` is false until all have been computed.
 */
export function useHeatRows(course: Course, topics: readonly string[]): { readonly rows: HeatRows; readonly ready: boolean } {
  const [computed, setComputed] = useState<Computed>({ course: null, rows: new Map() });
  useEffect(() => {
    const rows = new Map<string, readonly HeatCell[]>();
    const steps = heatRows(course, topics);
    let drawn = performance.now();
    return whenIdle(() => {
      const end = performance.now() + BUDGET;
      let step = steps.next();
      while (!step.done) {
        if (step.value) rows.set(...step.value);
        if (performance.now() >= end) break;
        step = steps.next();
      }
      if (step.done || performance.now() - drawn > DRAW_EVERY) {
        drawn = performance.now();
        setComputed({ course, rows: new Map(rows) });
      }
      return !step.done;
    });
  }, [course, topics]);
  const isCurrent = computed.course === course;
  return { rows: isCurrent ? computed.rows : new Map(), ready: isCurrent && computed.rows.size >= topics.length };
}

/** Run the work again and again when the browser is idle, until it returns false. Returns a function that stops it. */
function whenIdle(work: () => boolean): () => void {
  const { request, cancel } = idle();
  let handle = request(again);
  function again(): void {
    if (work()) handle = request(again);
  }
  return () => cancel(handle);
}

interface Idle {
  readonly request: (work: () => void) => number;
  readonly cancel: (handle: number) => void;
}

/** Safari has no requestIdleCallback. */
function idle(): Idle {
  if ("requestIdleCallback" in globalThis) return { request: (work) => requestIdleCallback(work, { timeout: 500 }), cancel: cancelIdleCallback };
  return { request: (work) => window.setTimeout(work), cancel: clearTimeout };
}
