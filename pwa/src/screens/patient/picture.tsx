import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { Photo as Frame } from "../../ui";
import { keepThumbnail, photoAddress, serverAddress, thumbnailAddress, type PhotoSize } from "../../actions/diary/photo-address";
import { dayOfHealing } from "../../domain/dates";
import { isBaseline, type Photo, type Treatment } from "../../domain/diary";
import { t } from "../../i18n";
import { onPhone, treatment } from "../../state/diary";
import { photoLabel } from "../photo-label";

/** The URL of a photo's picture; undefined until it is known, and if the phone cannot be read. */
function usePhotoAddress(photoId: string | undefined, size: PhotoSize): string | undefined {
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

/** Why a picture is not shown: it is on the server only and there is no network, or it could not be loaded. */
export type PictureProblem = "offline" | "failed";

/** A picture as it is being shown. */
export interface PictureSource {
  readonly src: string | undefined;
  readonly problem: PictureProblem | undefined;
  /** To be called when the browser shows `src`. */
  readonly onLoad: () => void;
  /** To be called when the browser cannot show `src`. */
  readonly onError: () => void;
  readonly retry: () => void;
}

/**
 * The picture of a photo, and why it is not shown. A file on this phone that the browser cannot decode is replaced by the
 * server's copy; what could not be fetched is replaced by the small copy of an earlier time, if there is one, and tried again
 * once there is a network.
 */
export function usePicture(photoId: string, size: PhotoSize): PictureSource {
  const address = usePhotoAddress(photoId, size);
  const [failed, setFailed] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<PictureProblem>();
  const [small, setSmall] = useState<string>();
  const retry = (): void => {
    setFailed([]);
    setProblem(undefined);
    setSmall(undefined);
  };
  useEffect(retry, [photoId, size]);
  useLayoutEffect(() => {
    if (problem === undefined && small === undefined) return undefined;
    addEventListener("online", retry);
    return () => removeEventListener("online", retry);
  }, [problem, small]);
  const server = serverAddress(photoId, size);
  const src = small ?? (address !== undefined && failed.includes(address) ? server : address);
  const giveUp = (): void => setProblem(navigator.onLine ? "failed" : "offline");
  const onError = (): void => {
    if (src === undefined) return;
    setFailed([...failed, src]);
    if (src === small) giveUp();
    if (src === server) thumbnailAddress(photoId).then((url) => (url === undefined || failed.includes(url) ? giveUp() : setSmall(url)), giveUp);
  };
  const onLoad = (): void => {
    if (src === server) keepThumbnail(photoId).catch(() => undefined); // only a copy: the photo is on the server
  };
  return { src: problem === undefined ? src : undefined, problem, onLoad, onError, retry };
}

interface PictureProps {
  readonly photo: Photo;
  readonly children?: ComponentChildren;
  readonly size?: PhotoSize;
}

/** A photo of the diary in a frame. */
export function Picture({ photo, children, size = "thumbnail" }: PictureProps) {
  const { src, problem, onLoad, onError } = usePicture(photo.id, size);
  return (
    <Frame src={src} alt={photoText(photo)} onLoad={onLoad} onError={onError} {...(problem && { missing: t("patient.picture.not-shown", { photo: photoText(photo) }) })}>
      {children}
    </Frame>
  );
}

/** "Front, day 3", or "Front, taken at the clinic". */
export function photoText(photo: Photo): string {
  if (isBaseline(photo)) return t("patient.photo.name-clinic", { where: photoLabel(photo) });
  return t("patient.photo.name", { where: photoLabel(photo), day: photoDay(photo) });
}

/** The day of healing on which the photo was taken. */
export function photoDay(photo: Pick<Photo, "treatment_id" | "taken_at">): number {
  const timeline = treatmentOf(photo)?.timeline;
  return timeline ? dayOfHealing(timeline.treated_at, Date.parse(photo.taken_at), timeline.time_zone, timeline.day_one) : 0;
}

/** The treatment after which a photo was taken, which may be an earlier one. */
export function treatmentOf({ treatment_id }: Pick<Photo, "treatment_id">): Treatment | undefined {
  const current = treatment.value;
  return current?.id === treatment_id ? current : onPhone.value?.treatments.find(({ id }) => id === treatment_id);
}
