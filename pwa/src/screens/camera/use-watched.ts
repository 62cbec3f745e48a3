import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { watchPicture, type Watched } from "../../actions/photo/watch-picture";
import type { Angle } from "../../domain/vocabulary";

const NOTHING: Watched = { hint: null, roll: 0 };

/** What could be better in the picture, while there is one. Another angle starts anew. */
export function useWatched(video: RefObject<HTMLVideoElement>, angle: Angle, isReady: boolean): Watched {
  const [watched, setWatched] = useState(NOTHING);
  useEffect(() => {
    setWatched(NOTHING);
    return isReady && video.current ? watchPicture(video.current, angle, setWatched) : undefined;
  }, [angle, isReady]);
  return watched;
}
