import { useEffect, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { Photo as Frame } from "../../ui";
import { photoAddress } from "../../actions/diary/photo-address";
import { dayOfHealing } from "../../domain/dates";
import type { Photo } from "../../domain/diary";
import { t } from "../../i18n";
import { treatment } from "../../state/diary";
import { photoLabel } from "../labels";

type PictureSize = "thumbnail" | "display";

/** The URL of a photo's picture; undefined until it is known, and if the phone cannot be read. */
export function usePhotoAddress(photoId: string | undefined, size: PictureSize): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let stale = false;
    setAddress(undefined);
    const show = (url: string | undefined): void => {
      if (!stale) setAddress(url);
    };
    if (photoId !== undefined) photoAddress(photoId, size).then(show, () => show(undefined)); // the empty frame shows it
    return () => {
      stale = true;
    };
  }, [photoId, size]);
  return address;
}

/** A photo of the diary in a frame. */
export function Picture({ photo, children, size = "thumbnail" }: { photo: Photo; children?: ComponentChildren; size?: PictureSize }) {
  const src = usePhotoAddress(photo.id, size);
  return (
    <Frame src={src} alt={photoText(photo)}>
      {children}
    </Frame>
  );
}

/** "Front, day 3". */
export function photoText(photo: Photo): string {
  return t("patient.photo.name", { where: photoLabel(photo), day: photoDay(photo) });
}

/** The day of healing on which the photo was taken. */
export function photoDay(photo: Photo): number {
  const timeline = treatment.value?.timeline;
  return timeline ? dayOfHealing(timeline.treated_at, Date.parse(photo.taken_at), timeline.time_zone, timeline.day_one) : 0;
}
