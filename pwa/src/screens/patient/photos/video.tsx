import { useEffect, useRef, useState } from "preact/hooks";
import type { FrameStore } from "../../../actions/photo/frame-store";
import { makeVideo, videoType, type Video } from "../../../actions/photo/make-video";
import { canShareFile, saveFile, shareFile } from "../../../actions/photo/share-file";
import { localDate } from "../../../domain/dates";
import type { Photo } from "../../../domain/diary";
import { t } from "../../../i18n";
import { phoneTimeZone } from "../../../state/clock";
import { useAsyncAction } from "../../../state/async-action";
import { ActionError, Banner, BottomSheet, Button } from "../../../ui";
import { dayAndHour } from "./photo-words";

export interface VideoProps {
  readonly photos: readonly [Photo, ...Photo[]];
  readonly frames: FrameStore;
  /** Photos per second. */
  readonly speed: number;
  readonly onClose: () => void;
}

/** Makes a file of the time-lapse, on this phone; the person shares or saves it. Closing the sheet cancels. */
export default function VideoSheet({ photos, frames, speed, onClose }: VideoProps) {
  const [part, setPart] = useState(0);
  const [video, setVideo] = useState<Video | null>();
  const aborting = useRef(new AbortController());
  useEffect(() => () => aborting.current.abort(), []);
  const making = useAsyncAction(() => {
    const { signal } = aborting.current;
    return makeVideo({ photos, frames, speed, captionOf: dayAndHour, onProgress: setPart, signal });
  }, setVideo);
  return (
    <BottomSheet open title={t("patient.video.title")} onClose={onClose}>
      {videoType() === undefined ? (
        <Banner tone="wait">{t("patient.video.unsupported")}</Banner>
      ) : video ? (
        <Done video={video} photo={photos[0]} />
      ) : (
        <>
          <p>{t("patient.video.about", { count: photos.length, seconds: Math.ceil(photos.length / speed) })}</p>
          {making.busy && <progress class="video__progress" max={1} value={part} aria-label={t("patient.video.progress")} />}
          {making.busy ? (
            <Button kind="quiet" icon="close" onClick={onClose}>
              {t("patient.video.cancel")}
            </Button>
          ) : (
            <Button icon="file" onClick={making.run}>
              {t("patient.video.make")}
            </Button>
          )}
          {video === null && !making.busy && <Banner tone="wait">{t("patient.video.none")}</Banner>}
          <ActionError {...making} />
        </>
      )}
    </BottomSheet>
  );
}

/** The file is ready: share it or save it. Nothing has left the phone until then. */
function Done({ video: { file, leftOut }, photo }: { video: Video; photo: Photo }) {
  const named = new File([file], fileName(photo, file.type), { type: file.type });
  const sharing = useAsyncAction(() => shareFile(named));
  const size = t("patient.video.ready", { size: Math.max(0.1, Math.round(file.size / 100_000) / 10) });
  return (
    <>
      <p role="status">{size}</p>
      {leftOut > 0 && <p class="small">{t("patient.time-lapse.missing", { count: leftOut })}</p>}
      {canShareFile(named) && (
        <Button icon="share" busy={sharing.busy} onClick={sharing.run}>
          {t("patient.video.share")}
        </Button>
      )}
      <Button kind="quiet" icon="install" onClick={() => saveFile(named)}>
        {t("patient.video.save")}
      </Button>
      <ActionError {...sharing} />
    </>
  );
}

/** "afterglow-2026-11-18.mp4": a name that says nothing of a face or a treatment. */
function fileName({ taken_at }: Photo, type: string): string {
  return `afterglow-${localDate(Date.parse(taken_at), phoneTimeZone())}.${type.includes("mp4") ? "mp4" : "webm"}`;
}
