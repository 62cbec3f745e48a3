import type { Photo as PhotoOfDiary } from "../../domain/diary";
import { ANGLES } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { Photo, Pill } from "../../ui";
import { photoLabel } from "../photo-label";
import type { PhotoAddress } from "./photo-address";
import { daysBetween } from "./when";
import "./review.css";

interface LatestPhotosProps {
  readonly photos: readonly PhotoOfDiary[];
  readonly treatedAt: string;
  readonly address: PhotoAddress;
}

/** The latest photo of each angle, small enough that the first screen holds them all. */
export function LatestPhotos({ photos, treatedAt, address }: LatestPhotosProps) {
  const latest = latestByAngle(photos);
  if (latest.length === 0) return null;
  return (
    <ul class="latest-photos" aria-label={t("practitioner.review.strip.photos")}>
      {latest.map((photo) => {
        const label = photoLabel(photo);
        const caption = t("practitioner.review.photos.caption", { label, day: daysBetween(treatedAt, Date.parse(photo.taken_at)) });
        return <li key={photo.id}><Photo src={address(photo.id)} alt={t("practitioner.review.strip.photo", { label })}><Pill>{caption}</Pill></Photo></li>;
      })}
    </ul>
  );
}

/** In the order of the angles; angles without a photo are left out. */
export function latestByAngle(photos: readonly PhotoOfDiary[]): readonly PhotoOfDiary[] {
  const sorted = photos.toSorted((a, b) => a.taken_at.localeCompare(b.taken_at));
  return ANGLES.flatMap((angle) => sorted.findLast((photo) => photo.angle === angle) ?? []);
}
