/** Deleting an entry or a photo: it disappears at once, and a toast lets the person undo that. */

import { useState } from "preact/hooks";
import { eraseEntry, erasePhoto, UNDO_MS, undoErasing, type Erasable } from "../../actions/diary/erase";
import type { Entry } from "../../domain/diary";
import { t } from "../../i18n";
import { useAsyncAction } from "../../state/async-action";
import { photosOf } from "../../state/diary";
import { ActionError, BottomSheet, Button, toast } from "../../ui";
import { haptic } from "../../ui/haptics";

interface EraseEntryProps {
  readonly entry: Entry;
  /** Called once the entry is no longer shown. */
  readonly onErased?: () => void;
}

/** A button that deletes an entry, after a sheet that says what goes with it. */
export function EraseEntry({ entry, onErased }: EraseEntryProps) {
  const [asking, setAsking] = useState(false);
  const erasing = useAsyncAction(async () => {
    await eraseEntry(entry.id);
    setAsking(false);
    offerUndo("entry", entry.id);
    onErased?.();
  });
  const parts = partsOf(entry);
  return (
    <>
      <Button kind="plain" icon="remove" label={t("patient.erase.entry")} onClick={() => setAsking(true)}>
        {t("patient.erase.button")}
      </Button>
      <BottomSheet open={asking} title={t("patient.erase.entry-title")} onClose={() => setAsking(false)}>
        {parts.length > 0 && (
          <div>
            <p>{t("patient.erase.includes")}</p>
            <ul class="bullets">
              {parts.map((part) => (
                <li key={part}>{part}</li>
              ))}
            </ul>
          </div>
        )}
        <p>{t("patient.erase.then")}</p>
        <Button kind="careful" icon="remove" wide busy={erasing.busy} onClick={erasing.run}>
          {t("patient.erase.entry")}
        </Button>
        <ActionError {...erasing} />
      </BottomSheet>
    </>
  );
}

/** What goes with an entry, besides its answers. */
function partsOf({ id, treatment_id, document, edited }: Entry): readonly string[] {
  const count = photosOf(treatment_id).filter((photo) => photo.entry_id === id).length;
  return [
    ...(count > 0 ? [t("patient.erase.photos", { count })] : []),
    ...(document.note === "" ? [] : [t("patient.erase.note")]),
    ...(document.question === "" ? [] : [t("patient.erase.question")]),
    ...(edited ? [t("patient.erase.versions")] : []),
  ];
}

interface ErasePhotoProps {
  readonly photoId: string;
  /** Called once the photo is no longer shown: close its dialog, because a toast cannot be reached behind one. */
  readonly onErased?: () => void;
}

/** A button that deletes a photo without asking, because that can be undone. */
export function ErasePhoto({ photoId, onErased }: ErasePhotoProps) {
  const erasing = useAsyncAction(async () => {
    await erasePhoto(photoId);
    offerUndo("photo", photoId);
    onErased?.();
  });
  return (
    <>
      <Button kind="plain" icon="remove" busy={erasing.busy} label={t("patient.erase.photo")} onClick={erasing.run}>
        {t("patient.erase.button")}
      </Button>
      <ActionError {...erasing} />
    </>
  );
}

/** Say that an entry or a photo is deleted, and let the person undo that for ten seconds. */
export function offerUndo(kind: Erasable, id: string): void {
  const undo = (): void => {
    haptic("undo");
    undoErasing(kind, id).then(
      (undone) => !undone && toast(t("patient.erase.too-late")),
      () => toast(t("common.failed.title"), { label: t("common.retry"), run: undo, lasts: UNDO_MS }),
    );
  };
  toast(t(`patient.erase.${kind}-gone`), { label: t("patient.act.undo"), run: undo, lasts: UNDO_MS });
}
