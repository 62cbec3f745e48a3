/**
 * The back button closes what covers a screen (a panel, the photo viewer) instead of leaving the screen: each cover has an
 * entry of its own in the browser's history, with the address of the screen below. A cover that is closed in another way
 * leaves its entry behind, because the browser could only take it back later, and by then another screen may be there:
 * the next screen or cover takes its place, and going back skips it.
 */
import { useLayoutEffect, useRef } from "preact/hooks";

interface Entry {
  readonly cover: string;
}

/** The ids of the covers on the screen. */
const covers = new Set<string>();

/** The id of the cover whose entry the browser is at. */
let here: string | undefined;

/** The id of the cover whose entry the browser is at, even if it is gone already; undefined at the entry of a screen. */
export function coverHere(): string | undefined {
  return (history.state as Partial<Entry> | null)?.cover;
}

/** The entry that the browser is at has become that of a screen. */
export function screenHere(): void {
  here = undefined;
}

if (typeof window !== "undefined") {
  addEventListener("popstate", () => {
    const last = here;
    here = coverHere();
    if (last !== undefined && last !== here && !covers.has(last)) history.back(); // it looked like the screen below
  });
}

/** Call `onClose` when the person goes back, as long as the caller is on the screen. Covers may lie on top of each other. */
export function useBackCloses(onClose: () => void): void {
  const latest = useRef(onClose);
  latest.current = onClose;
  useLayoutEffect(() => open(() => latest.current()), []);
}

function open(close: () => void): () => void {
  const own: Entry = { cover: crypto.randomUUID() };
  const below = coverHere();
  if (below === undefined || covers.has(below)) history.pushState(own, "");
  else history.replaceState(own, "");
  here = own.cover;
  covers.add(own.cover);
  const back = (): void => {
    if (coverHere() !== own.cover) close(); // otherwise one on top of this cover was closed
  };
  addEventListener("popstate", back);
  return () => {
    removeEventListener("popstate", back);
    covers.delete(own.cover);
  };
}
