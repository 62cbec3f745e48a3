import { useEffect, useRef } from "preact/hooks";
import type { Photo } from "../../../domain/diary";
import { baselineFirst, seriesByAngle } from "../../../domain/photo-sequence";
import { t } from "../../../i18n";
import { photoLabel } from "../../photo-label";
import { thumbnailAddress } from "../photo-address";
import { Glyph } from "./glyph";
import type { Comparer } from "./use-comparer";
import { dayText } from "./words";

/** Small pictures of all photos, by angle and day across all sessions. The ones on screen are marked. */
export function FilmStrip({ photos, comparer }: { photos: readonly Photo[]; comparer: Comparer }) {
  const strip = useRef<HTMLElement>(null);
  const { pair } = comparer;
  useEffect(() => {
    const shown = strip.current?.querySelector<HTMLElement>("[aria-pressed=true]");
    if (strip.current && shown) strip.current.scrollTo({ left: shown.offsetLeft - strip.current.clientWidth / 2 });
  }, [pair.shown.id]);
  return (
    <section class="comparer-film" ref={strip} aria-label={t("practitioner.photos.film")} tabIndex={0}>
      {seriesByAngle(photos).map((series) => (
        <div class="comparer-film__angle" key={series[0].id}>
          <h2>{photoLabel(series[0])}</h2>
          <ul>
            {baselineFirst(series).map((photo) => <li key={photo.id}><Small photo={photo} comparer={comparer} /></li>)}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Small({ photo, comparer: { pair, show, treatmentOf } }: { photo: Photo; comparer: Comparer }) {
  const treatment = treatmentOf(photo);
  const isPinned = photo.id === pair.pinned?.id;
  const classes = isPinned ? "comparer-film__photo comparer-film__photo--pinned" : "comparer-film__photo";
  return (
    <button type="button" class={classes} aria-pressed={photo.id === pair.shown.id} onClick={() => show(photo)}>
      <img src={thumbnailAddress(photo.id)} alt="" loading="lazy" decoding="async" />
      {isPinned && <Glyph name="pin" />}
      <span class="unseen">{photoLabel(photo)}</span>{" "}
      <span>{t("practitioner.photos.session", { number: treatment.number_in_series })}</span>{" "}
      <span>{dayText(photo, treatment)}</span>{" "}
      {isPinned && <span class="unseen">{t("practitioner.photos.pinned")}</span>}
    </button>
  );
}
