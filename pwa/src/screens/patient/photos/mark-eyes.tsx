import { useEffect, useState } from "preact/hooks";
import { markEyes } from "../../../actions/photo/mark-eyes";
import { eyesOf, type Marks } from "../../../domain/alignment";
import type { Eyes } from "../../../domain/outline";
import type { Photo } from "../../../domain/diary";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { ActionError, Button, Toasts, useBackCloses, useModal } from "../../../ui";
import { PhotoMarks } from "../../../ui/photo-marks";
import { photoText, usePicture } from "../picture";
import { dayAndHour } from "./photo-words";
import "./photos.css";

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
  const words = { left: t("patient.eyes.left"), right: t("patient.eyes.right"), keys: t("patient.eyes.keys") };
  if (problem !== undefined) return <p class="viewer__missing">{t(`patient.picture.${problem}`)}</p>;
  return <PhotoMarks photo={photo} src={src} alt={photoText(photo)} marks={marks} onMarks={onMarks} onError={onError} words={words} />;
}
