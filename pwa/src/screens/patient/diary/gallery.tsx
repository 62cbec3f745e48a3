import { useState } from "preact/hooks";
import { ButtonLink, Choice, Empty, Pill } from "../../../ui";
import type { Photo, Treatment } from "../../../domain/diary";
import { hasSameAngle, inOrder, longestSeries, seriesByAngle } from "../../../domain/photo-sequence";
import { t } from "../../../i18n";
import { onPhone } from "../../../state/diary";
import { photoLabel } from "../../photo-label";
import { PhotoButton, useViewer } from "../photos/open-photo";
import { dayAndHour } from "../photos/photo-words";
import { Chunk } from "./chunk";
import "../photos/photos.css";

const ALL = "all";

/** The photos of a treatment, the newest first; a tap opens one on the whole screen. */
export default function Gallery({ treatment }: { treatment: Treatment }) {
  const [angle, setAngle] = useState(ALL);
  const [open, viewer] = useViewer();
  const all = inOrder((onPhone.value?.photos ?? []).filter((photo) => photo.treatment_id === treatment.id)).toReversed();
  if (!all.length) return <Empty icon="photo" title={t("patient.diary.no-photos")} />;
  const angles = seriesByAngle(all).map(([first]) => first);
  const chosen = angles.find(({ id }) => id === angle);
  return (
    <div class="stack">
      <Actions photos={all} treatment={treatment} />
      {angles.length > 1 && (
        <Choice
          legend={t("patient.photos.angle")}
          quietLegend
          value={chosen ? angle : ALL}
          onChange={setAngle}
          options={[{ value: ALL, label: t("patient.photos.all") }, ...angles.map((first) => ({ value: first.id, label: photoLabel(first) }))]}
        />
      )}
      {chunksOf(all.filter((photo) => !chosen || hasSameAngle(photo, chosen))).map((photos, place) => (
        <Chunk key={photos[0]?.id} inView={place === 0} height={HEIGHT}>
          {() => (
            <ul class="gallery">
              {photos.map((photo) => (
                <li key={photo.id}>
                  <PhotoButton photo={photo} onOpen={open}>
                    <Pill>{dayAndHour(photo)}</Pill>
                  </PhotoButton>
                </li>
              ))}
            </ul>
          )}
        </Chunk>
      ))}
      {viewer}
    </div>
  );
}

/** The photos that are drawn together: whole rows of two, three or four. */
const TOGETHER = 12;
/** The usual height of these, in pixels: six rows on a phone. */
const HEIGHT = 1_480;

function chunksOf(photos: readonly Photo[]): readonly (readonly Photo[])[] {
  return Array.from({ length: Math.ceil(photos.length / TOGETHER) }, (_, place) => photos.slice(place * TOGETHER, (place + 1) * TOGETHER));
}

/** What can be made of several photos. */
function Actions({ photos, treatment }: { photos: readonly Photo[]; treatment: Treatment }) {
  if ((longestSeries(photos)?.length ?? 0) < 2) return null;
  return (
    <div class="row">
      <ButtonLink kind="quiet" icon="play" href={`/diary/time-lapse?treatment=${treatment.id}`}>
        {t("patient.time-lapse.title")}
      </ButtonLink>
      <ButtonLink kind="quiet" icon="compare" href={`/diary/compare?treatment=${treatment.id}`}>
        {t("patient.diary.compare")}
      </ButtonLink>
    </div>
  );
}
