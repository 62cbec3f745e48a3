import { useEffect, useRef, useState } from "preact/hooks";
import { ofSameAngle, ofSameDay } from "../../../domain/photo-sequence";
import { isBaseline, type Photo } from "../../../domain/diary";
import { t } from "../../../i18n";
import { dateAndTime } from "../../../i18n/dates";
import { onPhone } from "../../../state/diary";
import { Button, Choice, go, Toasts, useBackCloses, useModal } from "../../../ui";
import { photoLabel } from "../../photo-label";
import { ErasePhoto } from "../erasing";
import { photoText, treatmentOf } from "../picture";
import { dayAndHour } from "./photo-words";
import { Slide } from "./slide";
import { usePhotoStage, type Stage } from "../../../ui/photo-stage";
import "./photos.css";

export interface ViewerProps {
  /** The photo to begin with. */
  readonly photoId: string;
  readonly onClose: () => void;
}

type Scope = "angle" | "day";

/** A photo on the whole screen. One can swipe through those of the same angle or day, and magnify. */
export default function Viewer({ photoId, onClose }: ViewerProps) {
  const { photo, photos, index, scope, setScope, show } = useSequence(photoId);
  const dialog = useModal();
  useBackCloses(onClose);
  useEffect(() => {
    if (!photo) onClose(); // the last one was erased, perhaps on another device
  }, [photo]);
  const step = (by: number): void => show(index + by);
  const stage = usePhotoStage(step);
  useEffect(stage.reset, [photo?.id]);
  if (!photo) return null;
  return (
    <dialog ref={dialog} class="viewer" aria-label={photoText(photo)} onClose={onClose} onKeyDown={(event) => onKey(event, { step, stage, last: photos.length - 1, show })}>
      <header class="viewer__head">
        <p aria-live="polite">
          <strong>{`${photoLabel(photo)} · ${dayAndHour(photo)}`}</strong>
          <span class="small">{dateAndTime(photo.taken_at)}</span>
        </p>
        <Button kind="plain" icon="close" label={t("common.close")} onClick={onClose}>
          {""}
        </Button>
      </header>
      <div ref={stage.box} class="viewer__stage" {...stage.handlers}>
        {photos.map((each, at) => Math.abs(at - index) < 2 && <Slide key={each.id} photo={each} place={at - index} dragged={stage.dragged} zoom={at === index ? stage.zoom : NO_ZOOM} isMoving={stage.isMoving} />)}
      </div>
      <footer class="viewer__foot">
        <Steps index={index} count={photos.length} step={step} />
        <Choice<Scope>
          legend={t("patient.viewer.scope")}
          quietLegend
          shape="segments"
          value={scope}
          onChange={setScope}
          options={[{ value: "angle", label: t("patient.viewer.same-angle") }, { value: "day", label: t("patient.viewer.same-day") }]}
        />
        <div class="viewer__actions">
          <Button kind="plain" icon="compare" onClick={() => go(`/diary/compare?photo=${photo.id}`, { replace: true })}>
            {t("patient.diary.compare")}
          </Button>
          {!isBaseline(photo) && <ErasePhoto key={photo.id} photoId={photo.id} />}
        </div>
      </footer>
      <Toasts within={dialog} />
    </dialog>
  );
}

const NO_ZOOM = { scale: 1, x: 0, y: 0 } as const;

/** The photos to swipe through, around the one on screen. */
function useSequence(firstId: string) {
  const all = onPhone.value?.photos ?? [];
  const [scope, setScope] = useState<Scope>("angle");
  const [shownId, setShown] = useState(firstId);
  const last = useRef<{ readonly photo: Photo; readonly index: number }>();
  const shown = all.find(({ id }) => id === shownId);
  const anchor = shown ?? last.current?.photo;
  const photos = anchor ? sequenceOf(all, anchor, scope) : [];
  // a photo that was erased while it is on screen leaves its place to the next one
  const index = shown ? photos.indexOf(shown) : Math.min(last.current?.index ?? 0, photos.length - 1);
  const photo = photos[index];
  if (photo) last.current = { photo, index };
  const show = (at: number): void => {
    const next = photos[at];
    if (next) setShown(next.id);
  };
  return { photo, photos, index, scope, setScope, show };
}

function sequenceOf(all: readonly Photo[], photo: Photo, scope: Scope): readonly Photo[] {
  return scope === "angle" ? ofSameAngle(all, photo) : ofSameDay(all, photo, treatmentOf(photo)?.time_zone ?? "UTC");
}

/** For those who cannot or do not want to swipe. */
function Steps({ index, count, step }: { index: number; count: number; step: (by: number) => void }) {
  return (
    <div class="viewer__steps">
      <Button kind="plain" icon="back" label={t("patient.viewer.previous")} disabled={index === 0} onClick={() => step(-1)}>
        {""}
      </Button>
      <span aria-live="polite">{t("patient.viewer.place", { number: index + 1, count })}</span>
      <Button kind="plain" icon="next" label={t("patient.viewer.next")} disabled={index === count - 1} onClick={() => step(1)}>
        {""}
      </Button>
    </div>
  );
}

interface Keys {
  readonly step: (by: number) => void;
  readonly show: (at: number) => void;
  readonly last: number;
  readonly stage: Stage;
}

/** Pixels by which an arrow key moves a magnified photo. */
const ARROW_PX = 60;

/** Arrow keys go through the photos, or move about in one that is magnified. Escape is the browser's. */
function onKey(event: KeyboardEvent, { step, show, last, stage }: Keys): void {
  if (event.target instanceof HTMLInputElement) return; // the arrow keys of the choice below
  const isZoomed = stage.zoom.scale > 1;
  const across = (by: 1 | -1): void => (isZoomed ? stage.panBy({ x: -by * ARROW_PX, y: 0 }) : step(by));
  const actions: Readonly<Record<string, () => void>> = {
    ArrowRight: () => across(1),
    ArrowLeft: () => across(-1),
    ArrowUp: () => stage.panBy({ x: 0, y: ARROW_PX }),
    ArrowDown: () => stage.panBy({ x: 0, y: -ARROW_PX }),
    Home: () => show(0),
    End: () => show(last),
    "+": () => stage.zoomBy(1.5),
    "-": () => stage.zoomBy(1 / 1.5),
    "0": stage.reset,
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}
