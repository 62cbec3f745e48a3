import { useEffect, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { Photo as Frame } from "../../ui";
import { photoAddress } from "../../actions/diary/photo-address";
import { dayOfHealing } from "../../domain/dates";
import type { Photo } from "../../domain/diary";
import { t } from "../../i18n";
import { treatment } from "../../state/diary";

/** The URL of a photo; undefined until it is known. */
export function useAddress(photo: Photo | undefined, size: "thumbnail" | "display"): string | undefined {
  const [address, setAddress] = useState<string | undefined>();
  useEffect(() => void (photo && photoAddress(photo.id, size).then(setAddress)), [photo?.id, size]);
  return photo ? address : undefined;
}

/** A photo of the diary in a frame. */
export function Picture({ photo, children, size = "thumbnail" }: { photo: Photo; children?: ComponentChildren; size?: "thumbnail" | "display" }) {
  const src = useAddress(photo, size);
  return (
    <Frame src={src} alt={photoText(photo)}>
      {children}
    </Frame>
  );
}

/** "Front, day 3". */
export function photoText(photo: Photo): string {
  const where = photo.area === null ? t(`common.angle.${photo.angle}`) : t(`common.area.${photo.area}`);
  return t("patient.photo.name", { where, day: photoDay(photo) });
}

/** The day of healing on which the photo was taken. */
export function photoDay(photo: Photo): number {
  const timeline = treatment.value?.timeline;
  return timeline ? dayOfHealing(timeline.treated_at, Date.parse(photo.taken_at), timeline.time_zone, timeline.day_one) : 0;
}
