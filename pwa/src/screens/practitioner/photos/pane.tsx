import { useState } from "preact/hooks";
import { placed, type Placement } from "../../../domain/alignment";
import { placeInPhoto, type Place } from "../../../domain/annotation";
import type { Photo } from "../../../domain/diary";
import { t } from "../../../i18n";
import { dateAndTime } from "../../../i18n/dates";
import { Button, Icon, Pill } from "../../../ui";
import type { Stage } from "../../../ui/photo-stage";
import { photoAddress } from "../photo-address";
import { Glyph } from "./glyph";
import { InkLayer } from "./ink-layer";
import type { Comparer } from "./use-comparer";
import { pictureText, sessionAndDay } from "./words";

interface PaneProps {
  readonly photo: Photo;
  readonly comparer: Comparer;
}

/** One photo of the pair. What fingers do to it happens to the other one, too. */
export function Pane({ photo, comparer }: PaneProps) {
  const { stage, sides, ink } = comparer;
  const isFirst = sides[0]?.id === photo.id;
  const handlers = ink.tool === null ? stage.handlers : drawing(photo, comparer);
  return (
    <div class={ink.tool === null ? "pane" : "pane pane--drawing"} {...(isFirst && { ref: stage.box })} {...stage.handlers} {...handlers}>
      <Layer photo={photo} comparer={comparer} />
      <PaneLabel photo={photo} comparer={comparer} />
    </div>
  );
}

/** One finger draws; the stage gets every finger, too, to see when there are two. */
function drawing(photo: Photo, { stage, ink, isAligned }: Comparer): Pick<Stage["handlers"], "onPointerDown" | "onPointerMove" | "onPointerUp" | "onPointerCancel"> {
  const placeOf = (event: PointerEvent): Place => {
    const { left, top, width, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const fromCentre = { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
    return placeInPhoto(fromCentre, stage.zoom, { width, height }, placed(photo, photo.angle, isAligned ? photo.eyes : null));
  };
  return {
    onPointerDown: (event) => {
      stage.handlers.onPointerDown(event);
      if (event.button <= 0) ink.down(photo.id, event.pointerId, placeOf(event));
    },
    onPointerMove: (event) => {
      stage.handlers.onPointerMove(event);
      ink.move(placeOf(event));
    },
    onPointerUp: (event) => {
      stage.handlers.onPointerUp(event);
      ink.up(event.pointerId);
    },
    onPointerCancel: (event) => {
      stage.handlers.onPointerCancel(event);
      ink.cancel(event.pointerId);
    },
  };
}

/** Both photos, the left one over the right one as far as the slider shows it. */
export function Overlaid({ comparer, at }: { comparer: Comparer; at: number }) {
  const { stage, sides } = comparer;
  const [over, under] = sides;
  return (
    <div class="pane pane--overlaid" style={{ "--at": `${at}%` }} ref={stage.box} {...stage.handlers}>
      {under && <Layer photo={under} comparer={comparer} />}
      {over && <Layer photo={over} comparer={comparer} over />}
      <span class="pane__line" aria-hidden="true" />
      {over && <PaneLabel photo={over} comparer={comparer} />}
      {under && <PaneLabel photo={under} comparer={comparer} />}
    </div>
  );
}

/** A photo where it lies in the frame, magnified as the stage is. */
function Layer({ photo, comparer: { stage, ink, isAligned, treatmentOf }, over = false }: PaneProps & { over?: boolean }) {
  const [failed, setFailed] = useState<string>();
  const { scale, x, y } = stage.zoom;
  const style = styleOf(placed(photo, photo.angle, isAligned ? photo.eyes : null));
  if (failed === photo.id) return <Missing onRetry={() => setFailed(undefined)} />;
  return (
    <div class={over ? "pane__clip pane__clip--over" : "pane__clip"}>
      <div class="pane__zoom" style={{ transform: `translate(${x}px, ${y}px) scale(${scale})` }}>
        <div class="pane__frame">
          <img
            class="pane__photo"
            src={photoAddress(photo.id)}
            alt={pictureText(photo, treatmentOf(photo))}
            draggable={false}
            style={style}
            onError={() => setFailed(photo.id)}
          />
          <InkLayer photo={photo} desk={ink} style={style} />
        </div>
      </div>
    </div>
  );
}

/** A placement is in widths of the frame; a percentage in `translate` is one of the photo's own width and height. */
export function styleOf({ a, b, e, f, ratio }: Placement): { readonly transform: string; readonly aspectRatio: string } {
  return { transform: `translate(${e * 100}%, ${f * ratio * 100}%) matrix(${a}, ${b}, ${-b}, ${a}, 0, 0)`, aspectRatio: String(ratio) };
}

function Missing({ onRetry }: { onRetry: () => void }) {
  return (
    <div class="pane__missing" role="status">
      <Icon name="cloud" />
      <p>{t("practitioner.photos.missing")}</p>
      <Button kind="quiet" onClick={onRetry}>{t("common.retry")}</Button>
    </div>
  );
}

function PaneLabel({ photo, comparer: { pair, ink, treatmentOf } }: PaneProps) {
  const treatment = treatmentOf(photo);
  const { saved } = ink.layerOf(photo.id);
  return (
    <p class="pane__label">
      <strong>{sessionAndDay(photo, treatment)}</strong>
      <span>{dateAndTime(photo.taken_at, treatment.time_zone)}</span>
      {photo.id === pair.pinned?.id && <Pill><Glyph name="pin" />{t("practitioner.photos.pinned")}</Pill>}
      {saved && saved.strokes.length > 0 && <span>{t("practitioner.photos.draw.by", { author: saved.author_name, date: dateAndTime(saved.changed_at) })}</span>}
    </p>
  );
}
