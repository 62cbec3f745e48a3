/**
 * The back button closes what covers a screen (a panel, the photo viewer) instead of leaving the screen: each cover has an
 * entry of its own in the browser's history, with the address of the screen below.
 */
import { useLayoutEffect, useRef } from "preact/hooks";

interface Entry {
  readonly cover: string;
}

/** The ids of the covers on the screen. */
const covers = new Set<string>();

/** The id of the cover whose entry the browser is at, even if it is gone already; undefined at the entry of a screen. */
export function coverHere(): string | undefined {
  return (history.state as Partial<Entry> | null)?.cover;
}

/** Call `onClose` when the person goes back, as long as the caller is on the screen. Covers may lie on top of each other. */
export function useBackCloses(onClose: () => void): void {
  const latest = useRef(onClose);
  latest.current = onClose;
  useLayoutEffect(() => open(() => latest.current()), []);
}

function open(close: () => void): () => void {
  const own: Entry = { cover: crypto.randomUUID() };
  const here = coverHere();
  if (here === undefined || covers.has(here)) history.pushState(own, "");
  else history.replaceState(own, ""); // the entry of a cover that has just given way to this one
  covers.add(own.cover);
  const back = (): void => {
    if (coverHere() !== own.cover) close(); // otherwise one on top of this cover was closed
  };
  addEventListener("popstate", back);
  return () => {
    removeEventListener("popstate", back);
    covers.delete(own.cover);
    // Closed in another way: take the entry back, unless a screen or another cover takes its place.
    setTimeout(() => coverHere() === own.cover && history.back());
  };
}
