import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { FrameStore, type FrameProblem } from "../../../actions/photo/frame-store";
import { FRAME, paintFrame } from "../../../actions/photo/paint";
import { targetOf } from "../../../domain/alignment";
import type { Photo } from "../../../domain/diary";
import { hasSameAngle } from "../../../domain/photo-sequence";
import type { Angle } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { Button, Icon, lazy, Switch } from "../../../ui";
import { photoText } from "../picture";
import type { MarkEyesProps } from "./mark-eyes";

const LazyMarkEyes = lazy<MarkEyesProps>(async () => (await import("./mark-eyes")).default);

/** Whether the faces of two photos can lie over each other: they show the same side of a face. */
export function canAlign(before: Photo, after: Photo): boolean {
  return before.angle !== "close-up" && hasSameAngle(before, after);
}

/** Frames of photos, drawn by the same transform as those of the time-lapse. */
export interface AlignedFrames {
  readonly store: FrameStore;
  /** Changes whenever a frame is loaded. */
  readonly version: number;
}

/** Nothing is loaded until an `AlignedPhoto` asks for it. Photos that could not be fetched are tried again with the network. */
export function useAlignedFrames(angle: Angle): AlignedFrames {
  const [version, setVersion] = useState(0);
  const store = useMemo(() => new FrameStore(targetOf(angle), () => setVersion((last) => last + 1)), [angle]);
  useEffect(() => {
    const retry = (): void => store.retry();
    addEventListener("online", retry);
    return () => removeEventListener("online", retry);
  }, [store]);
  return { store, version };
}

/** A photo with its eyes where the camera's outline has them, or why it cannot be seen. */
export function AlignedPhoto({ photo, frames: { store, version }, place }: { photo: Photo; frames: AlignedFrames; place: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const problem = store.problemOf(photo);
  useEffect(() => {
    const frame = store.get(photo);
    if (canvas.current && frame) paintFrame(canvas.current, frame, undefined, 0);
  }, [photo, store, version]);
  if (problem !== undefined) return <MissingPhoto place={place} problem={problem} />;
  return <canvas ref={canvas} class={place} width={FRAME.width} height={FRAME.height} role="img" aria-label={photoText(photo)} />;
}

/** Says in the place of a photo why it cannot be seen. */
export function MissingPhoto({ place, problem }: { place: string; problem: FrameProblem }) {
  return (
    <div class={`${place} compare__missing`}>
      <Icon name="cloud" />
      <p class="small">{t(`patient.picture.${problem}`)}</p>
    </div>
  );
}

interface AlignByEyesProps {
  readonly before: Photo;
  readonly after: Photo;
  readonly isOn: boolean;
  readonly onChange: (on: boolean) => void;
}

/** A switch where the eyes of both photos are marked; and a way to mark them, one photo after the other, or to correct the marks. */
export function AlignByEyes({ before, after, isOn, onChange }: AlignByEyesProps) {
  const [marking, setMarking] = useState<readonly Photo[]>([]);
  const unmarked = [before, after].filter(({ eyes }) => !eyes);
  const [current, ...others] = marking;
  const label = t("patient.compare.aligned");
  return (
    <div class="stack">
      {unmarked.length === 0 ? (
        <label class="spread align-switch">
          <span>{label}</span>
          <Switch label={label} on={isOn} onChange={onChange} />
        </label>
      ) : (
        <p class="small soft">{t("patient.compare.align-why")}</p>
      )}
      <div class="row">
        <Button kind="quiet" icon="face" onClick={() => setMarking(unmarked.length > 0 ? unmarked : [before, after])}>
          {t("patient.time-lapse.align")}
        </Button>
      </div>
      {current && <LazyMarkEyes photo={current} onClose={() => setMarking([])} onSaved={() => setMarking(others)} />}
    </div>
  );
}
