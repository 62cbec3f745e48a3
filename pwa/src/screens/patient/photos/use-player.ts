import { useEffect, useRef, useState } from "preact/hooks";
import { played, type Film, type Position } from "../../../domain/time-lapse";

export interface Player extends Position {
  readonly isPlaying: boolean;
  readonly play: () => void;
  readonly pause: () => void;
  /** Show a photo and stop there. */
  readonly show: (index: number) => void;
}

/** Longest time between two pictures that counts, in milliseconds: a hidden tab paints nothing. */
const LONGEST_STEP = 100;
const START: Position = { index: 0, part: 0 };

/** Play a film at `speed` photos per second; it stops after the last photo. */
export function usePlayer(film: Film, speed: number): Player {
  const [position, setPosition] = useState(START);
  const [isPlaying, setPlaying] = useState(false);
  const latest = useRef({ film, speed, position });
  latest.current = { film, speed, position };
  useEffect(() => {
    if (!isPlaying) return undefined;
    let last: number | undefined;
    const tick = (now: number): void => {
      const { film: own, speed: pace, position: from } = latest.current;
      const { hasEnded, ...next } = played(from, (Math.min(now - (last ?? now), LONGEST_STEP) / 1000) * pace, own);
      last = now;
      setPosition(next);
      if (hasEnded) setPlaying(false);
      else request = requestAnimationFrame(tick);
    };
    let request = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(request);
  }, [isPlaying]);
  return {
    ...{ index: Math.min(position.index, film.count - 1), part: position.part, isPlaying },
    play: () => {
      if (position.index >= film.count - 1) setPosition(START); // once more
      setPlaying(true);
    },
    pause: () => setPlaying(false),
    show: (index) => {
      setPlaying(false);
      setPosition({ index, part: 0 });
    },
  };
}

/** Whether the person wants no movement. */
export function wantsNoMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
