import { useState } from "preact/hooks";
import { placed, type Placement } from "../../../domain/alignment";
import type { Photo } from "../../../domain/diary";
import { t } from "../../../i18n";
import { dateAndTime } from "../../../i18n/dates";
import { Button, Icon, Pill } from "../../../ui";
import { photoAddress } from "../photo-address";
import { Glyph } from "./glyph";
import type { Comparer } from "./use-comparer";
import { pictureText, sessionAndDay } from "./words";

interface PaneProps {
  readonly photo: Photo;
  readonly comparer: Comparer;
}

/** One photo of the pair. What fingers do to it happens to the other one, too. */
export function Pane({ photo, comparer }: PaneProps) {
  const { stage, sides } = comparer;
  const isFirst = sides[0]?.id === photo.id;
  return (
    <div class="pane" {...(isFirst && { ref: stage.box })} {...stage.handlers}>
      <Layer photo={photo} comparer={comparer} />
      <PaneLabel photo={photo} comparer={comparer} />
    </div>
  );
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
function Layer({ photo, comparer: { stage, isAligned, treatmentOf }, over = false }: PaneProps & { over?: boolean }) {
  const [failed, setFailed] = useState<string>();
  const { scale, x, y } = stage.zoom;
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
            style={styleOf(placed(photo, photo.angle, isAligned ? photo.eyes : null))}
            onError={() => setFailed(photo.id)}
          />
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

function PaneLabel({ photo, comparer: { pair, treatmentOf } }: PaneProps) {
  const treatment = treatmentOf(photo);
  return (
    <p class="pane__label">
      <strong>{sessionAndDay(photo, treatment)}</strong>
      <span>{dateAndTime(photo.taken_at, treatment.time_zone)}</span>
      {photo.id === pair.pinned?.id && <Pill><Glyph name="pin" />{t("practitioner.photos.pinned")}</Pill>}
    </p>
  );
}
