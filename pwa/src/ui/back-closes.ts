/**
 * The back button closes what covers a screen (a panel, the photo viewer) instead of leaving the screen: each cover has an
 * entry of its own in the browser's history, with the address of the screen below. A cover that is closed in another way
 * leaves its entry behind, because the browser could only take it back later, and by then another screen may be there:
 * the next screen or cover takes its place, and going back skips it.
 */
import { useLayoutEffect, useRef } from "preact/hooks";

/** What an entry of the history says: it belongs to a cover, or lies below one. */
interface Entry {
  readonly cover?: string;
  readonly below?: string;
}

/** The ids of the covers on the screen. */
const covers = new Set<string>();

/** The id of the cover whose entry the browser is at. */
let here: string | undefined;

/** The id of the cover whose entry the browser is at, even if it is gone already; undefined at the entry of a screen. */
export function coverHere(): string | undefined {
  return entryHere().cover;
}

function entryHere(): Entry {
  return (history.state as Entry | null) ?? {};
}

/** The entry that the browser is at has become that of a screen. */
export function screenHere(): void {
  here = undefined;
}

if (typeof window !== "undefined") {
  addEventListener("popstate", () => {
    const last = here;
    here = coverHere();
    const cameBack = last !== undefined && entryHere().below === last; // not to an anchor of the screen
    if (cameBack && !covers.has(last)) history.back(); // it looked like the screen below
  });
}

/** Call `onClose` when the person goes back, as long as the caller is on the screen. Covers may lie on top of each other. */
export function useBackCloses(onClose: () => void): void {
  const latest = useRef(onClose);
  latest.current = onClose;
  useLayoutEffect(() => open(() => latest.current()), []);
}

function open(close: () => void): () => void {
  const own = ownEntry();
  here = own;
  covers.add(own);
  const back = (): void => {
    if (coverHere() !== own) close(); // otherwise one on top of this cover was closed
  };
  addEventListener("popstate", back);
  return () => {
    removeEventListener("popstate", back);
    covers.delete(own);
  };
}

/** The id of an entry for a new cover: that of a cover which is gone, if the browser is still there. */
function ownEntry(): string {
  const last = coverHere();
  if (last !== undefined && !covers.has(last)) return last;
  const cover = crypto.randomUUID();
  history.replaceState({ ...entryHere(), below: cover } satisfies Entry, "");
  history.pushState({ cover } satisfies Entry, "");
  return cover;
}
