import { useEffect, useMemo, useState } from "preact/hooks";
import { FrameStore } from "../../../actions/photo/frame-store";
import { targetOf } from "../../../domain/alignment";
import type { Photo } from "../../../domain/diary";
import { following, type Film } from "../../../domain/time-lapse";

/** The frames of a series of photos, and the series as a film. Photos that could not be fetched are tried again with the network. */
export interface Frames {
  readonly store: FrameStore;
  readonly film: Film;
  /** Changes whenever a frame is loaded. */
  readonly version: number;
}

/** How many photos are loaded ahead of the one on screen. */
const AHEAD = 3;

export function useFrames(photos: readonly [Photo, ...Photo[]], index: number): Frames {
  const [version, setVersion] = useState(0);
  const { angle } = photos[0];
  const store = useMemo(() => new FrameStore(targetOf(angle), () => setVersion((last) => last + 1)), [angle]);
  const film: Film = { count: photos.length, stateOf: (at) => store.stateOf(photos[at] as Photo) };
  useEffect(() => {
    let at: number | undefined = index;
    for (let count = 0; count <= AHEAD && at !== undefined; count += 1) {
      store.get(photos[at] as Photo);
      at = following(at, film);
    }
  }, [store, index, version, photos]);
  useEffect(() => {
    const retry = (): void => store.retry();
    addEventListener("online", retry);
    return () => removeEventListener("online", retry);
  }, [store]);
  return { store, film, version };
}
