import { useEffect, useId, useRef } from "preact/hooks";
import { hasSameAngle } from "../../../domain/photo-sequence";
import type { Photo } from "../../../domain/diary";
import { photoLabel } from "../../photo-label";
import { photoText, usePicture } from "../picture";
import { Icon } from "../../../ui";
import { dayAndHour } from "./photo-words";

interface ThumbnailsProps {
  readonly label: string;
  readonly photos: readonly Photo[];
  /** Photos of the same angle as this one come first. */
  readonly like: Photo;
  readonly value: string;
  readonly onChange: (photo: Photo) => void;
}

/** A strip of small photos, one of which is chosen. */
export function Thumbnails({ label, photos, like, value, onChange }: ThumbnailsProps) {
  const name = useId();
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chosen = strip.current?.querySelector<HTMLElement>("label:has(:checked)");
    if (strip.current && chosen) reveal(strip.current, chosen);
  }, [value]);
  const ordered = [...photos.filter((photo) => hasSameAngle(photo, like)), ...photos.filter((photo) => !hasSameAngle(photo, like))];
  return (
    <fieldset class="thumbnails">
      <legend class="field__label">{label}</legend>
      <div ref={strip} class="thumbnails__strip">
        {ordered.map((photo) => (
          <label key={photo.id}>
            <input class="unseen" type="radio" name={name} checked={photo.id === value} onChange={() => onChange(photo)} />
            <Small photo={photo} />
            <span>{dayAndHour(photo)}</span>
            {!hasSameAngle(photo, like) && <span class="soft">{photoLabel(photo)}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Scroll the strip, and only the strip, until the chosen photo is in it. */
function reveal(strip: HTMLElement, { offsetLeft, offsetWidth }: HTMLElement): void {
  const isSeen = offsetLeft >= strip.scrollLeft && offsetLeft + offsetWidth <= strip.scrollLeft + strip.clientWidth;
  if (!isSeen) strip.scrollTo({ left: offsetLeft - offsetWidth });
}

function Small({ photo }: { photo: Photo }) {
  const { src, onLoad, onError } = usePicture(photo.id, "thumbnail");
  return (
    <span class="thumbnails__photo">
      {src === undefined ? <Icon name="photo" label={photoText(photo)} /> : <img src={src} alt={photoText(photo)} loading="lazy" decoding="async" onLoad={onLoad} onError={onError} />}
      <span class="thumbnails__mark">
        <Icon name="yes" small />
      </span>
    </span>
  );
}
