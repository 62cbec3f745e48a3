import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { BottomSheet, Icon } from "../../ui";
import type { Photo } from "../../domain/diary";
import { showSame } from "../../domain/places";
import { locale, t } from "../../i18n";
import type { Earlier, Shot } from "./session";

/** How strong the earlier photo shows, in percent. */
const MOST = 60;
const strength = signal(35);

/** The earlier photo that is laid over the picture, and those to choose from, oldest first. */
export interface Ghosts {
  readonly candidates: readonly Photo[];
  readonly chosen: Photo | undefined;
  readonly choose: (id: string) => void;
}

/** Unless another one is chosen, the first photo of the treatment: a row of copies of the latest would drift. */
export function useGhosts(shot: Shot, { photos }: Earlier): Ghosts {
  const [chosenId, choose] = useState<string | null>(null);
  const candidates = photos.filter((photo) => showSame(photo, shot));
  return { candidates, chosen: candidates.find(({ id }) => id === chosenId) ?? candidates[0], choose };
}

interface OfEarlier {
  readonly photo: Photo;
  readonly earlier: Earlier;
}

/** The earlier photo, semi-transparent, so that the head is held the same way. */
export function Ghost({ photo, earlier }: OfEarlier) {
  const { src, onLoad, onError } = earlier.useSource(photo.id, "display");
  return src === undefined ? null : <img class="ghost" src={src} alt="" onLoad={onLoad} onError={onError} style={{ opacity: String(strength.value / 100) }} />;
}

/** Choose the earlier photo, and how strong it shows. */
export function GhostBar({ candidates, chosen, choose, earlier }: Ghosts & { readonly chosen: Photo; readonly earlier: Earlier }) {
  const [isOpen, setOpen] = useState(false);
  const pick = (id: string): void => {
    choose(id);
    setOpen(false);
  };
  return (
    <div class="ghost-bar">
      <button type="button" class="thumb" aria-label={t("patient.camera.overlay.choose")} onClick={() => setOpen(true)}>
        <Thumb photo={chosen} earlier={earlier} />
        <Icon name="down" small />
      </button>
      <Strength />
      <BottomSheet open={isOpen} title={t("patient.camera.overlay.title")} onClose={() => setOpen(false)}>
        <Thumbs candidates={candidates} chosen={chosen} choose={pick} earlier={earlier} />
      </BottomSheet>
    </div>
  );
}

function Strength() {
  const percent = new Intl.NumberFormat(locale.value, { style: "percent" }).format(strength.value / 100);
  return (
    <>
      <input
        type="range"
        min={0}
        max={MOST}
        step={5}
        value={strength.value}
        aria-label={t("patient.camera.overlay.strength")}
        aria-valuetext={percent}
        onInput={(event) => (strength.value = Number(event.currentTarget.value))}
      />
      <span class="small" aria-hidden="true">{percent}</span>
    </>
  );
}

function Thumbs({ candidates, chosen, choose, earlier }: Ghosts & { readonly earlier: Earlier }) {
  return (
    <ul class="ghosts">
      {candidates.map((photo) => (
        <li key={photo.id}>
          <button type="button" class="ghosts__photo" aria-pressed={photo.id === chosen?.id} onClick={() => choose(photo.id)}>
            <Thumb photo={photo} earlier={earlier} />
            <span>{earlier.text(photo)}</span>
            {photo.id === chosen?.id && <Icon name="yes" small />}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Thumb({ photo, earlier }: OfEarlier) {
  const { src, onLoad, onError } = earlier.useSource(photo.id, "thumbnail");
  return src === undefined ? <Icon name="photo" /> : <img src={src} alt="" onLoad={onLoad} onError={onError} />;
}
