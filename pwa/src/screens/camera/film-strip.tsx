import type { DraftPicture } from "../../actions/diary/draft";
import { t } from "../../i18n";
import { photoLabel } from "../photo-label";
import { DraftImage } from "./draft-image";

/** What has been taken so far, newest last. A tap shows the photo. */
export function FilmStrip({ pictures, onLook }: { readonly pictures: readonly DraftPicture[]; readonly onLook: (id: string) => void }) {
  return (
    <ul class="film-strip" aria-label={t("patient.camera.taken-so-far")}>
      {pictures.map((picture) => (
        <li key={picture.id}>
          <button type="button" class="thumb" aria-label={t("patient.camera.show", { angle: photoLabel(picture) })} onClick={() => onLook(picture.id)}>
            <DraftImage photo={picture} alt="" />
          </button>
        </li>
      ))}
    </ul>
  );
}
