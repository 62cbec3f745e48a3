import { useRef, useState } from "preact/hooks";
import { assumedEyes, marked, nudged, startMarks, type Marks, type Side } from "../domain/alignment";
import type { Photo } from "../domain/diary";
import type { Point } from "../domain/zoom";
import "./photo-marks.css";

interface PhotoMarksProps {
  readonly photo: Pick<Photo, "eyes" | "angle">;
  /** The URL of its picture; undefined until it is known. */
  readonly src: string | undefined;
  readonly alt: string;
  /** Null until the picture is loaded, which sets them. */
  readonly marks: Marks | null;
  readonly onMarks: (marks: Marks) => void;
  readonly onError: () => void;
  /** The names of both marks, and that the arrow keys move them. */
  readonly words: Readonly<Record<Side | "keys", string>>;
}

/** A photo with a mark on each eye: where they were put before, or where the camera's outline had the eyes. A tap moves them. */
export function PhotoMarks({ photo, src, alt, marks, onMarks, onError, words }: PhotoMarksProps) {
  const picture = useRef<HTMLImageElement>(null);
  const [ratio, setRatio] = useState(3 / 4);
  const begin = (): void => {
    const { naturalWidth: width = 0, naturalHeight: height = 0 } = picture.current ?? {};
    const size = width > 0 && height > 0 ? { width, height } : { width: 3, height: 4 };
    setRatio(size.width / size.height);
    if (!marks) onMarks(startMarks(photo.eyes ?? assumedEyes(size, photo.angle)));
  };
  const tap = (event: PointerEvent): void => {
    const { left, top, width, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const point: Point = { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
    if (marks) onMarks(marked(marks, point));
  };
  return (
    <div class="eyes__stage">
      <div class="eyes__photo" style={{ "--ratio": String(ratio) }} onPointerUp={tap}>
        {src !== undefined && <img ref={picture} src={src} alt={alt} draggable={false} onLoad={begin} onError={onError} />}
        {marks && (["left", "right"] as const).map((side) => <Mark key={side} side={side} marks={marks} onMarks={onMarks} words={words} />)}
      </div>
    </div>
  );
}

const ARROWS: Readonly<Record<string, Point>> = { ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 } };

/** A ring with a cross, which the arrow keys move. A finger taps the photo: the ring lets it through. */
function Mark({ side, marks, onMarks, words }: Pick<PhotoMarksProps, "onMarks" | "words"> & { side: Side; marks: Marks }) {
  const { x, y } = marks[side];
  const press = (event: KeyboardEvent): void => {
    const by = ARROWS[event.key];
    if (!by) return;
    event.preventDefault();
    onMarks(nudged(marks, side, by));
  };
  return (
    <button
      type="button"
      class={marks.placed.includes(side) ? "eyes__mark eyes__mark--placed" : "eyes__mark"}
      style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
      aria-label={words[side]}
      aria-description={words.keys}
      onKeyDown={press}
    />
  );
}
