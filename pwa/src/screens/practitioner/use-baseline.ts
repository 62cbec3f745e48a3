import { useEffect, useRef, useState } from "preact/hooks";
import { storeWaiting, uploadBaseline, type Baseline, type WaitingPhoto } from "../../actions/baseline";
import { useAsyncAction, type AsyncAction } from "../../state/async-action";

/** The baseline photos of a record on screen. */
export interface BaselineDesk extends Baseline {
  readonly sending: AsyncAction;
  /** Keep a photo on this device and send it; it takes the place of another one that waits. */
  readonly keep: (picture: WaitingPhoto, replaces?: string) => void;
  /** Forget a photo that waits. */
  readonly drop: (id: string) => void;
  /** The server has removed a photo. */
  readonly removed: (id: string) => void;
}

/** Send what waits, oldest first, now and whenever the network is back. A photo is forgotten only once the server has stored it. */
export function useBaseline(treatmentId: string, loaded: Baseline): BaselineDesk {
  const [baseline, setBaseline] = useState(loaded);
  const latest = useRef(loaded);
  const change = (next: Baseline): void => {
    latest.current = next;
    setBaseline(next);
    storeWaiting(treatmentId, next.waiting).catch(() => undefined); // the screen holds it, and it is being sent
  };
  const sending = useAsyncAction(async () => {
    for (let [first] = latest.current.waiting; first; [first] = latest.current.waiting) {
      const photo = await uploadBaseline(treatmentId, first);
      const { photos, waiting } = latest.current;
      change({ photos: [...photos, photo], waiting: waiting.filter(({ id }) => id !== photo.id) });
    }
  });
  useEffect(() => {
    const send = (): void => {
      if (latest.current.waiting.length > 0) sending.run();
    };
    send();
    addEventListener("online", send);
    return () => removeEventListener("online", send);
  }, [baseline.waiting.length]);
  return {
    ...baseline,
    sending,
    keep: (picture, replaces) => {
      const { photos, waiting } = latest.current;
      change({ photos, waiting: [...waiting.filter(({ id }) => id !== replaces), picture] });
    },
    drop: (dropped) => {
      const { photos, waiting } = latest.current;
      change({ photos, waiting: waiting.filter(({ id }) => id !== dropped) });
      sending.reset();
    },
    removed: (gone) => {
      const { photos, waiting } = latest.current;
      change({ photos: photos.filter(({ id }) => id !== gone), waiting });
    },
  };
}
