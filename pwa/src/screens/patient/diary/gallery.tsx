import { useState } from "preact/hooks";
import { BottomSheet, Empty, Pill } from "../../../ui";
import type { Photo } from "../../../domain/diary";
import { t } from "../../../i18n";
import { photos } from "../../../state/diary";
import { photoDay, photoText, Picture } from "../picture";
import { whenText } from "../format";

/** All photos, the newest first; a tap enlarges one. */
export default function Gallery() {
  const [open, setOpen] = useState<Photo | null>(null);
  const all = [...photos.value].reverse();
  if (!all.length) return <Empty icon="photo" title={t("patient.diary.no-photos")} />;
  return (
    <>
      <ul class="gallery">
        {all.map((photo) => (
          <li key={photo.id}>
            <button type="button" class="gallery__photo" onClick={() => setOpen(photo)}>
              <Picture photo={photo}>
                <Pill>{t("patient.today.day", { day: photoDay(photo) })}</Pill>
              </Picture>
            </button>
          </li>
        ))}
      </ul>
      <BottomSheet open={open !== null} title={open ? photoText(open) : ""} onClose={() => setOpen(null)}>
        {open && (
          <>
            <Picture photo={open} size="display" />
            <p class="soft">{whenText(Date.parse(open.taken_at))}</p>
          </>
        )}
      </BottomSheet>
    </>
  );
}
