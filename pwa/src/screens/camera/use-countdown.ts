import { useEffect, useRef, useState } from "preact/hooks";

/** The seconds between the shutter and the picture. */
export const TIMER_SECONDS = 3;

/** A countdown; `left` is null while it does not run. */
export interface Countdown {
  readonly left: number | null;
  readonly start: () => void;
  readonly stop: () => void;
}

/** Count down from `TIMER_SECONDS`, then call the latest `onEnd`. Leaving the screen stops it. */
export function useCountdown(onEnd: () => void): Countdown {
  const [left, setLeft] = useState<number | null>(null);
  const latest = useRef(onEnd);
  latest.current = onEnd;
  useEffect(() => {
    if (left === null) return undefined;
    const tick = (): void => {
      setLeft(left > 1 ? left - 1 : null);
      if (left <= 1) latest.current();
    };
    const timer = setTimeout(tick, 1_000);
    return () => clearTimeout(timer);
  }, [left]);
  return { left, start: () => setLeft(TIMER_SECONDS), stop: () => setLeft(null) };
}
