import { useEffect, useRef } from "preact/hooks";
import type { FrameProblem } from "../../../actions/photo/frame-store";
import { paintFrame, FRAME } from "../../../actions/photo/paint";
import type { Photo } from "../../../domain/diary";
import { fadeAt, following } from "../../../domain/time-lapse";
import { t } from "../../../i18n";
import { Icon, Pill } from "../../../ui";
import { photoText } from "../picture";
import { dayAndHour } from "./photo-words";
import type { Frames } from "./use-frames";
import type { Player } from "./use-player";

interface FilmProps {
  readonly photos: readonly Photo[];
  readonly frames: Frames;
  readonly player: Player;
}

/** The photo on screen, fading into the next one; or why it cannot be seen. */
export function FilmView({ photos, frames: { store, film, version }, player }: FilmProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { index, part, isPlaying } = player;
  const photo = photos[index];
  const next = following(index, film);
  useEffect(() => {
    const from = photo && store.get(photo);
    const to = next === undefined || !isPlaying ? undefined : photos[next];
    if (canvas.current && from) paintFrame(canvas.current, from, to && store.get(to), fadeAt(part));
  }, [photo, next, part, isPlaying, store, version]);
  if (!photo) return null;
  const problem = store.problemOf(photo);
  return (
    <div class="film">
      <canvas ref={canvas} width={FRAME.width} height={FRAME.height} role="img" aria-label={photoText(photo)} hidden={problem !== undefined} />
      {problem !== undefined && <Missing problem={problem} />}
      <div class="film__label">
        <Pill>{dayAndHour(photo)}</Pill>
      </div>
    </div>
  );
}

function Missing({ problem }: { problem: FrameProblem }) {
  return (
    <div class="film__missing">
      <Icon name="cloud" />
      <p class="small">{t(`patient.picture.${problem}`)}</p>
    </div>
  );
}
