import type { Photo as PhotoOfDiary } from "../../domain/diary";
import type { Timeline } from "../../domain/timeline";
import { ANGLES } from "../../domain/vocabulary";
import { t } from "../../i18n";
import { photoLabel } from "../photo-label";
import type { PhotoAddress } from "./photo-address";
import { ReviewPhoto } from "./review-photo";
import "./review.css";

interface LatestPhotosProps {
  readonly photos: readonly PhotoOfDiary[];
  readonly timeline: Timeline;
  readonly address: PhotoAddress;
  readonly comparer?: PhotoAddress | undefined;
}

/** The latest photo of each angle, small enough that the first screen holds them all. */
export function LatestPhotos({ photos, timeline, address, comparer }: LatestPhotosProps) {
  const latest = latestByAngle(photos);
  if (latest.length === 0) return null;
  return (
    <ul class="latest-photos" aria-label={t("practitioner.review.strip.photos")}>
      {latest.map((photo) => {
        const label = photoLabel(photo);
        const alt = t("practitioner.review.strip.photo", { label });
        return <li key={photo.id}><ReviewPhoto photo={photo} label={label} alt={alt} timeline={timeline} address={address} comparer={comparer} /></li>;
      })}
    </ul>
  );
}

/** In the order of the angles; angles without a photo are left out. */
export function latestByAngle(photos: readonly PhotoOfDiary[]): readonly PhotoOfDiary[] {
  const sorted = photos.toSorted((a, b) => a.taken_at.localeCompare(b.taken_at));
  return ANGLES.flatMap((angle) => sorted.findLast((photo) => photo.angle === angle) ?? []);
}
