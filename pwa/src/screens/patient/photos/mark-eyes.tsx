import { useEffect, useRef, useState } from "preact/hooks";
import { markEyes } from "../../../actions/photo/mark-eyes";
import { assumedEyes, eyesOf, marked, nudged, startMarks, type Marks, type Side } from "../../../domain/alignment";
import type { Eyes } from "../../../domain/outline";
import type { Photo } from "../../../domain/diary";
import type { Point } from "../../../domain/zoom";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { ActionError, Button, Toasts, useBackCloses, useModal } from "../../../ui";
import { photoText, usePicture } from "../picture";
import { dayAndHour } from "./photo-words";
import "./photos.css";
import "./mark-eyes.css";

export interface MarkEyesProps {
  /** Another photo in its place begins with its own marks. */
  readonly photo: Photo;
  readonly onClose: () => void;
  /** Called after the marks have been stored, instead of `onClose`. */
  readonly onSaved?: () => void;
}

/** Two marks on a photo, moved to the eyes with a tap each, or with the arrow keys. */
export default function MarkEyes(props: MarkEyesProps) {
  const { photo, onClose } = props;
  const dialog = useModal();
  useBackCloses(onClose);
  useEffect(() => {
    const shown = dialog.current;
    return () => shown?.close(); // the focus returns to what opened it
  }, []);
  return (
    <dialog ref={dialog} class="viewer eyes" aria-label={t("patient.eyes.title", { photo: photoText(photo) })} onClose={onClose}>
      <Marking key={photo.id} {...props} />
      <Toasts within={dialog} />
    </dialog>
  );
}

function Marking({ photo, onClose, onSaved = onClose }: MarkEyesProps) {
  const [marks, setMarks] = useState<Marks | null>(null);
  const eyes = marks && eyesOf(marks.left, marks.right);
  const saving = useAsyncAction((next: Eyes | null) => markEyes(photo.id, next), onSaved);
  return (
    <>
      <header class="viewer__head">
        <p>
          <strong>{t("patient.eyes.how")}</strong>
          <span class="small">{photo.angle === "front" ? dayAndHour(photo) : t("patient.eyes.side")}</span>
        </p>
        <Button kind="plain" icon="close" label={t("common.close")} onClick={onClose}>
          {""}
        </Button>
      </header>
      <Marked photo={photo} marks={marks} onMarks={setMarks} />
      <footer class="viewer__foot">
        {marks && !eyes && <p role="alert">{t("patient.eyes.too-close")}</p>}
        <ActionError {...saving} />
        <div class="viewer__actions">
          {photo.eyes && (
            <Button kind="plain" onClick={() => saving.run(null)}>
              {t("patient.eyes.remove")}
            </Button>
          )}
          <Button disabled={!eyes} busy={saving.busy} onClick={() => saving.run(eyes)}>
            {t("common.save")}
          </Button>
        </div>
      </footer>
    </>
  );
}

interface MarkedProps {
  readonly photo: Photo;
  readonly marks: Marks | null;
  readonly onMarks: (marks: Marks) => void;
}

/** The photo with its marks: where they were put before, or where the camera's outline had the eyes. */
function Marked({ photo, marks, onMarks }: MarkedProps) {
  const { src, problem, onError } = usePicture(photo.id, "display");
  const picture = useRef<HTMLImageElement>(null);
  const [ratio, setRatio] = useState(3 / 4);
  const begin = (): void => {
    const { naturalWidth: width = 0, naturalHeight: height = 0 } = picture.current ?? {};
    const size = width > 0 && height > 0 ? { width, height } : { width: 3, height: 4 };
    setRatio(size.width / size.height);
    if (!marks) onMarks(startMarks(photo.eyes ?? assumedEyes(size, photo.angle)));
  };
  const tap = (event: PointerEvent): void => {
    const { left, top, width, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const point: Point = { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
    if (marks) onMarks(marked(marks, point));
  };
  if (problem !== undefined) return <p class="viewer__missing">{t(`patient.picture.${problem}`)}</p>;
  return (
    <div class="eyes__stage">
      <div class="eyes__photo" style={{ "--ratio": String(ratio) }} onPointerUp={tap}>
        {src !== undefined && <img ref={picture} src={src} alt={photoText(photo)} draggable={false} onLoad={begin} onError={onError} />}
        {marks && (["left", "right"] as const).map((side) => <Mark key={side} side={side} marks={marks} onMarks={onMarks} />)}
      </div>
    </div>
  );
}

const ARROWS: Readonly<Record<string, Point>> = { ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 } };

/** A ring with a cross, which the arrow keys move. A finger taps the photo: the ring lets it through. */
function Mark({ side, marks, onMarks }: { side: Side; marks: Marks; onMarks: (marks: Marks) => void }) {
  const { x, y } = marks[side];
  const press = (event: KeyboardEvent): void => {
    const by = ARROWS[event.key];
    if (!by) return;
    event.preventDefault();
    onMarks(nudged(marks, side, by));
  };
  return (
    <button
      type="button"
      class={marks.placed.includes(side) ? "eyes__mark eyes__mark--placed" : "eyes__mark"}
      style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
      aria-label={t(`patient.eyes.${side}`)}
      aria-description={t("patient.eyes.keys")}
      onKeyDown={press}
    />
  );
}
