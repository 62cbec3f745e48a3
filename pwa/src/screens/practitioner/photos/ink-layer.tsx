import { arrowHead, type Place, type Stroke } from "../../../domain/annotation";
import type { Photo } from "../../../domain/diary";
import { t } from "../../../i18n";
import type { InkDesk } from "./use-ink";

interface InkLayerProps {
  readonly photo: Photo;
  readonly desk: InkDesk;
  readonly style: { readonly transform: string; readonly aspectRatio: string };
}

/** What is drawn on a photo, over it. Each line has a dark edge, so that it is seen on every skin. */
export function InkLayer({ photo, desk, style }: InkLayerProps) {
  const { strokes } = desk.layerOf(photo.id);
  const drawing = desk.drawing?.photoId === photo.id ? desk.drawing.stroke : undefined;
  if (!desk.isShown || (strokes.length === 0 && !drawing && desk.writing?.photoId !== photo.id)) return null;
  return (
    <svg class="pane__photo ink" style={style} viewBox={`0 0 ${photo.width} ${photo.height}`} role="img" aria-label={textOf(strokes)}>
      {strokes.map((stroke, at) => <Drawn key={at} stroke={stroke} photo={photo} />)}
      {drawing && <Drawn stroke={drawing} photo={photo} />}
      {desk.writing?.photoId === photo.id && <circle class="ink__place" cx={desk.writing.place[0] * photo.width} cy={desk.writing.place[1] * photo.height} r={photo.width * 0.012} />}
    </svg>
  );
}

/** The texts in full, and how many lines and arrows there are. */
function textOf(strokes: readonly Stroke[]): string {
  const texts = strokes.flatMap((stroke) => (stroke.kind === "text" ? [stroke.text] : []));
  const others = strokes.length - texts.length;
  const what = [...texts, ...(others > 0 ? [t("practitioner.photos.draw.layer.marks", { count: others })] : [])];
  return t("practitioner.photos.draw.layer", { what: what.join(", ") });
}

function Drawn({ stroke, photo }: { stroke: Stroke; photo: Photo }) {
  const at = ([x, y]: Place): string => `${x * photo.width} ${y * photo.height}`;
  const [first] = stroke.points as readonly [Place, ...Place[]];
  const size = { "--ink-width": String(photo.width) };
  if (stroke.kind === "text") {
    return <text class={`ink__text${first[0] > 0.6 ? " ink__text--left" : ""} ink--${stroke.ink}`} style={size} x={first[0] * photo.width} y={first[1] * photo.height}>{stroke.text}</text>;
  }
  const line = stroke.points.length === 1 ? `M${at(first)}l0.01 0` : `M${stroke.points.map(at).join("L")}`;
  const [one, other] = stroke.kind === "arrow" ? arrowHead(stroke.points, photo) : [];
  const head = one && other ? `M${one.x} ${one.y}L${at(stroke.points.at(-1) as Place)}L${other.x} ${other.y}` : "";
  return (
    <g class={`ink--${stroke.ink}`} style={size}>
      <path class="ink__edge" d={line + head} />
      <path class="ink__line" d={line} />
      {head !== "" && <path class="ink__head" d={head} />}
    </g>
  );
}
