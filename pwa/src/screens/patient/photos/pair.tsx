import { useState } from "preact/hooks";
import { differences } from "../../../domain/photo-comparison";
import type { Photo } from "../../../domain/diary";
import { t } from "../../../i18n";
import { Banner, Choice, Pill } from "../../../ui";
import { AlignByEyes, AlignedPhoto, canAlign, MissingPhoto, useAlignedFrames, type AlignedFrames } from "./align-pair";
import { photoText, usePicture } from "../picture";
import { dayAndHour, sessionAndHour } from "./photo-words";

interface PairProps {
  readonly before: Photo;
  readonly after: Photo;
}

const MODES = ["beside", "slider", "fade"] as const;
type Mode = (typeof MODES)[number];

/** Two photos beside each other, one over the other with a slider, or fading into each other; and why they are hard to compare. */
export function Pair({ before, after }: PairProps) {
  const [mode, setMode] = useState<Mode>("slider");
  const [wantsAligned, setAligned] = useState(true);
  const frames = useAlignedFrames(after.angle);
  const pair = { before, after, frames: wantsAligned && before.eyes && after.eyes && canAlign(before, after) ? frames : undefined };
  return (
    <div class="stack">
      <Choice<Mode>
        legend={t("patient.compare.mode")}
        quietLegend
        shape="segments"
        value={mode}
        onChange={setMode}
        options={MODES.map((value) => ({ value, label: t(`patient.compare.mode-${value}`) }))}
      />
      {mode === "beside" ? <Beside {...pair} /> : <Overlaid key={mode} mode={mode} {...pair} />}
      {canAlign(before, after) && <AlignByEyes before={before} after={after} isOn={wantsAligned} onChange={setAligned} />}
      {differences(before, after).map((difference) => (
        <Banner key={difference} tone="wait">
          {t(`patient.compare.${difference}`)}
        </Banner>
      ))}
      <p class="small soft">{t("patient.compare.no-number")}</p>
    </div>
  );
}

interface ShownPair extends PairProps {
  /** The photos drawn with their eyes in the same places; undefined to show them as they are. */
  readonly frames: AlignedFrames | undefined;
}

function Beside(pair: ShownPair) {
  return (
    <div class="beside">
      <NotComparable {...pair} />
      {[pair.before, pair.after].map((photo) => (
        <div key={photo.id} class="compare">
          <Shown photo={photo} frames={pair.frames} />
          <div class="compare__labels">
            <Pill>{labelOf(photo, pair)}</Pill>
          </div>
        </div>
      ))}
    </div>
  );
}

/** The range input lies over both photos: a finger moves it anywhere on them, and so do the arrow keys. */
function Overlaid({ mode, before, after, frames }: ShownPair & { mode: "slider" | "fade" }) {
  const [at, setAt] = useState(50);
  return (
    <div class={`compare compare--${mode}`} style={{ "--at": `${at}%` }}>
      <Shown photo={after} frames={frames} />
      <Shown photo={before} frames={frames} over />
      {mode === "slider" && <span class="compare__line" aria-hidden="true" />}
      <NotComparable before={before} after={after} />
      <div class="compare__labels">
        <Pill>{labelOf(before, { before, after })}</Pill>
        <Pill>{labelOf(after, { before, after })}</Pill>
      </div>
      <input
        type="range"
        min="0"
        max="100"
        value={at}
        aria-label={t("patient.compare.slider")}
        aria-valuetext={t("patient.compare.shows", { percent: at })}
        onInput={(event) => setAt(Number(event.currentTarget.value))}
      />
    </div>
  );
}

/** Said on the photos themselves: light and angle change what one sees. */
function NotComparable({ before, after }: PairProps) {
  if (!differences(before, after).some((difference) => difference !== "blurred")) return null;
  return (
    <div class="compare__warning">
      <Pill tone="ochre" icon="attention">
        {t("patient.compare.not-comparable")}
      </Pill>
    </div>
  );
}

interface ShownProps extends Pick<ShownPair, "frames"> {
  readonly photo: Photo;
  /** Whether it lies over the other photo. */
  readonly over?: boolean;
}

function Shown({ photo, frames, over = false }: ShownProps) {
  const place = over ? "compare__photo compare__over" : "compare__photo";
  return frames ? <AlignedPhoto photo={photo} frames={frames} place={place} /> : <PlainPhoto photo={photo} place={place} />;
}

/** A photo that fills the frame, or why it cannot be seen. */
function PlainPhoto({ photo, place }: { photo: Photo; place: string }) {
  const { src, problem, onLoad, onError } = usePicture(photo.id, "display");
  if (problem === undefined) return <img class={place} src={src} alt={photoText(photo)} onLoad={onLoad} onError={onError} />;
  return <MissingPhoto place={place} problem={problem} />;
}

/** Within one treatment the day is enough; photos of two treatments also name the session. */
function labelOf(photo: Photo, { before, after }: PairProps): string {
  return before.treatment_id === after.treatment_id ? dayAndHour(photo) : sessionAndHour(photo);
}
