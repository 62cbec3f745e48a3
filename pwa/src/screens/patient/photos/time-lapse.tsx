import { useState } from "preact/hooks";
import type { Photo } from "../../../domain/diary";
import { t } from "../../../i18n";
import { Button, Choice, lazy } from "../../../ui";
import { FilmView } from "./film";
import type { MarkEyesProps } from "./mark-eyes";
import { dayAndHour } from "./photo-words";
import { useFrames, type Frames } from "./use-frames";
import { usePlayer, wantsNoMotion, type Player } from "./use-player";
import type { VideoProps } from "./video";
import "./time-lapse.css";

const LazyMarkEyes = lazy<MarkEyesProps>(async () => (await import("./mark-eyes")).default);
const LazyVideo = lazy<VideoProps>(async () => (await import("./video")).default);

/** Photos per second. */
const SPEEDS = { slow: 1, normal: 2, fast: 5 } as const;
type Speed = keyof typeof SPEEDS;

interface TimeLapseProps {
  /** Photos of one angle, the oldest first. */
  readonly photos: readonly [Photo, ...Photo[]];
}

/** The photos of one angle one after the other, aligned by the eyes. Without motion, a tap shows the next one. */
export function TimeLapse({ photos }: TimeLapseProps) {
  const [speed, setSpeed] = useState<Speed>("normal");
  const [open, setOpen] = useState<"eyes" | "video" | null>(null);
  const [index, setIndex] = useState(0);
  const frames = useFrames(photos, index);
  const player = usePlayer(frames.film, SPEEDS[speed]);
  if (player.index !== index) setIndex(player.index);
  const photo = photos[player.index] ?? photos[0];
  const show = (what: "eyes" | "video"): void => {
    player.pause();
    setOpen(what);
  };
  const close = (): void => setOpen(null);
  return (
    <div class="stack">
      <FilmView photos={photos} frames={frames} player={player} />
      <Transport photos={photos} player={player} />
      {!wantsNoMotion() && (
        <Choice<Speed>
          legend={t("patient.time-lapse.speed")}
          quietLegend
          shape="segments"
          value={speed}
          onChange={setSpeed}
          options={(["slow", "normal", "fast"] as const).map((value) => ({ value, label: t(`patient.time-lapse.${value}`) }))}
        />
      )}
      <Missing frames={frames} />
      <div class="row">
        {photo.angle !== "close-up" && (
          <Button kind="quiet" icon="face" onClick={() => show("eyes")}>
            {t("patient.time-lapse.align")}
          </Button>
        )}
        <Button kind="quiet" icon="file" onClick={() => show("video")}>
          {t("patient.time-lapse.export")}
        </Button>
      </div>
      <p class="small soft">{t("patient.time-lapse.private")}</p>
      {open === "eyes" && <LazyMarkEyes photo={photo} onClose={close} />}
      {open === "video" && <LazyVideo photos={photos} frames={frames.store} speed={SPEEDS[speed]} onClose={close} />}
    </div>
  );
}

/** Play and pause, one photo back or on, and a slider for any of them. */
function Transport({ photos, player }: { photos: readonly Photo[]; player: Player }) {
  const { index, isPlaying } = player;
  const photo = photos[index];
  const last = photos.length - 1;
  return (
    <div class="transport">
      <input
        type="range"
        min="0"
        max={last}
        step="1"
        value={index}
        aria-label={t("patient.time-lapse.photo")}
        aria-valuetext={photo ? dayAndHour(photo) : ""}
        onInput={(event) => player.show(Number(event.currentTarget.value))}
      />
      <div class="transport__buttons">
        <Button kind="plain" icon="back" label={t("patient.viewer.previous")} disabled={index === 0} onClick={() => player.show(index - 1)}>
          {""}
        </Button>
        {!wantsNoMotion() && (
          <Button icon={isPlaying ? "pause" : "play"} onClick={isPlaying ? player.pause : player.play}>
            {t(isPlaying ? "patient.time-lapse.pause" : "patient.time-lapse.play")}
          </Button>
        )}
        <Button kind="plain" icon="next" label={t("patient.viewer.next")} disabled={index === last} onClick={() => player.show(index + 1)}>
          {""}
        </Button>
      </div>
    </div>
  );
}

/** How many photos the film leaves out, as far as is known. */
function Missing({ frames: { film } }: { frames: Frames }) {
  const count = Array.from({ length: film.count }, (_, at) => film.stateOf(at)).filter((state) => state === "missing").length;
  if (count === 0) return null;
  return (
    <p class="small" role="status">
      {t("patient.time-lapse.missing", { count })}
    </p>
  );
}
