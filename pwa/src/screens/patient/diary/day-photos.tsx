import { useState } from "preact/hooks";
import type { Photo } from "../../../domain/diary";
import { t } from "../../../i18n";
import { timeOfDay } from "../../../i18n/dates";
import { Pill } from "../../../ui";
import { photoLabel } from "../../photo-label";
import { PhotoButton, useViewer } from "../photos/open-photo";
import { photoText, Picture } from "../picture";

/** The photos of an entry: one large, the others small. A tap on a small one makes it the large one, and a tap on that shows it on the whole screen. */
export function DayPhotos({ photos }: { photos: readonly Photo[] }) {
  const [chosen, setChosen] = useState<string>();
  const [open, viewer] = useViewer();
  const large = photos.find(({ id }) => id === chosen) ?? photos[0];
  if (!large) return null;
  return (
    <div class="stack-s">
      <PhotoButton key={large.id} photo={large} size="display" onOpen={open}>
        <Pill>{photoLabel(large)} · {timeOfDay(large.taken_at)}</Pill>
      </PhotoButton>
      {photos.length > 1 && (
        <div class="thumbs" role="group" aria-label={t("patient.diary.photos")}>
          {photos.map((photo) => (
            <button key={photo.id} type="button" class="thumbs__one" aria-pressed={photo === large} aria-label={photoText(photo)} onClick={() => setChosen(photo.id)}>
              <Picture photo={photo} />
            </button>
          ))}
        </div>
      )}
      {viewer}
    </div>
  );
}
