import { useEffect, useState } from "preact/hooks";
import { eyesOf, type Marks } from "../../../domain/alignment";
import type { Photo } from "../../../domain/diary";
import { t } from "../../../i18n";
import { markEyesHere } from "../../../state/eye-marks";
import { Button, useBackCloses, useModal } from "../../../ui";
import { PhotoMarks } from "../../../ui/photo-marks";
import { photoAddress } from "../photo-address";
import type { Comparer } from "./use-comparer";
import { pictureText, sessionAndDay } from "./words";

interface MarkEyesProps {
  readonly photo: Photo;
  readonly comparer: Comparer;
  readonly onClose: () => void;
  readonly onMarked: () => void;
}

/** Two taps mark the eyes of a photo, for this comparison. */
export function MarkEyes({ photo, comparer, onClose, onMarked }: MarkEyesProps) {
  const dialog = useModal();
  useBackCloses(onClose);
  useEffect(() => {
    const shown = dialog.current;
    return () => shown?.close(); // the focus returns to what opened it
  }, []);
  return (
    <dialog ref={dialog} class="eyes on-black" aria-label={`${t("practitioner.photos.align")}: ${pictureText(photo, comparer.treatmentOf(photo))}`} onClose={onClose}>
      <Marking key={photo.id} photo={photo} comparer={comparer} onClose={onClose} onMarked={onMarked} />
    </dialog>
  );
}

function Marking({ photo, comparer, onClose, onMarked }: MarkEyesProps) {
  const [marks, setMarks] = useState<Marks | null>(null);
  const [failed, setFailed] = useState(false);
  const treatment = comparer.treatmentOf(photo);
  const eyes = marks && eyesOf(marks.left, marks.right);
  const words = { left: t("practitioner.photos.eyes.left"), right: t("practitioner.photos.eyes.right"), keys: t("practitioner.photos.eyes.keys") };
  const use = (): void => {
    if (eyes) markEyesHere(photo.id, eyes);
    onMarked();
  };
  return (
    <>
      <header class="eyes__head">
        <p><strong>{t("practitioner.photos.eyes")}</strong> <span class="small">{sessionAndDay(photo, treatment)}</span></p>
        <Button kind="plain" icon="close" label={t("common.close")} onClick={onClose}>{""}</Button>
      </header>
      {failed ? <p role="alert">{t("practitioner.photos.missing")}</p> : (
        <PhotoMarks photo={photo} src={photoAddress(photo.id)} alt={pictureText(photo, treatment)} marks={marks} onMarks={setMarks} onError={() => setFailed(true)} words={words} />
      )}
      <footer class="eyes__foot">
        {marks && !eyes && <p role="alert">{t("practitioner.photos.eyes.close")}</p>}
        <p class="small soft">{t("practitioner.photos.eyes.only-here")}</p>
        <Button disabled={!eyes} onClick={use}>{t("practitioner.photos.eyes.use")}</Button>
      </footer>
    </>
  );
}
