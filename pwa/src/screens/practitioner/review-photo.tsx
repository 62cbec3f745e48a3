import { dayOfHealing } from "../../domain/dates";
import type { Photo as PhotoOfDiary } from "../../domain/diary";
import type { Timeline } from "../../domain/timeline";
import { t } from "../../i18n";
import { Photo, Pill } from "../../ui";
import { photoLabel } from "../photo-label";
import type { PhotoAddress } from "./photo-address";
import { OpenPhoto } from "./photos/open-photo";

interface ReviewPhotoProps {
  readonly photo: PhotoOfDiary;
  /** What the picture is of; its day is added. */
  readonly label: string;
  /** What is read out; without it, the angle and the caption. */
  readonly alt?: string;
  readonly timeline: Timeline;
  readonly address: PhotoAddress;
  /** The screen that opens on a tap. */
  readonly comparer?: PhotoAddress | undefined;
}

/** A photo of a review with its day, counted as the patient and the chart count. */
export function ReviewPhoto({ photo, label, alt, timeline, address, comparer }: ReviewPhotoProps) {
  const day = dayOfHealing(timeline.treated_at, Date.parse(photo.taken_at), timeline.time_zone, timeline.day_one);
  const caption = t("practitioner.review.photos.caption", { label, day });
  const picture = (
    <Photo src={address(photo.id)} alt={alt ?? `${photoLabel(photo)}, ${caption}`}>
      <Pill>{caption}</Pill>
    </Photo>
  );
  return comparer ? <OpenPhoto href={comparer(photo.id)} class="open-photo">{picture}</OpenPhoto> : picture;
}
