import { useRef, useState } from "preact/hooks";
import { discardAnnotationDraft, loadAnnotationDraft, loadPhotos, loadTextDraft, saveAnnotation, saveAnnotationDraft, saveTextDraft, type TextDraft } from "../../../actions/photo-comparison";
import { combined, drawnTo, erasedAt, isDrawn, isOnPhoto, plainText, type Ink, type Place, type Stroke } from "../../../domain/annotation";
import { t } from "../../../i18n";
import { useAsyncAction, type AsyncAction } from "../../../state/async-action";
import { me } from "../../../state/auth-session";
import type { Annotation, PhotoComparison } from "../../../state/clinic";
import { toast } from "../../../ui";

export type InkTool = "pen" | "arrow" | "text" | "eraser";

/** The strokes on one photo as they are on screen, and what the server has. */
export interface InkLayer {
  readonly strokes: readonly Stroke[];
  /** The revision that they were drawn on. */
  readonly base: number;
  readonly isSaved: boolean;
  /** Who has drawn last, and when; undefined if nobody has. */
  readonly saved: Annotation | undefined;
  readonly undo: readonly (readonly Stroke[])[];
}

/** A text that is being typed, beside a place on a photo. */
interface Writing extends TextDraft {
  readonly photoId: string;
}

/** The pens, and what has been drawn with them on any photo. */
export interface InkDesk {
  /** Null while nothing is drawn: fingers move the photo. */
  readonly tool: InkTool | null;
  readonly setTool: (tool: InkTool | null) => void;
  readonly ink: Ink;
  readonly setInk: (ink: Ink) => void;
  readonly isShown: boolean;
  readonly setShown: (shown: boolean) => void;
  readonly layerOf: (photoId: string) => InkLayer;
  /** The stroke that a finger is drawing. */
  readonly drawing: { readonly photoId: string; readonly stroke: Stroke } | null;
  readonly writing: Writing | null;
  /** Keep what has been typed so far. */
  readonly type: (text: string) => void;
  /** Put the text beside its place, or give it up if it is empty. */
  readonly write: () => void;
  readonly down: (photoId: string, pointer: number, place: Place) => void;
  readonly move: (place: Place) => void;
  readonly up: (pointer: number) => void;
  /** The browser has taken the finger over: what it was drawing is given up. */
  readonly cancel: (pointer: number) => void;
  /** Take back the last change of the photo that was drawn on last. */
  readonly undo: () => void;
  readonly canUndo: boolean;
  readonly unsaved: readonly string[];
  readonly saving: AsyncAction;
  /** Load what a colleague has saved in the meantime, and lay one's own strokes on top of it. */
  readonly combining: AsyncAction;
}

type Layers = ReadonlyMap<string, InkLayer>;

const NOTHING: InkLayer = { strokes: [], base: 0, isSaved: true, saved: undefined, undo: [] };

/** Strokes on any photo: drawn with one finger, erased, written, taken back, and saved when the person wants. */
export function useInk(comparison: PhotoComparison): InkDesk {
  const { writing, write } = useWriting(comparison);
  const [tool, setTool] = useState<InkTool | null>(writing && "text");
  const [ink, setInk] = useState<Ink>("light");
  const [isShown, setShown] = useState(true);
  const [drawing, setDrawing] = useState<InkDesk["drawing"]>(null);
  const fingers = useRef(new Set<number>());
  const { add, change, layerOf, ...rest } = useLayers(comparison);
  const begin = (photoId: string, place: Place): void => {
    if (tool === "eraser") change(photoId, erasedAt(layerOf(photoId).strokes, place));
    else if (tool === "text") write({ photoId, place, text: writing?.text ?? "" });
    else if (tool) setDrawing({ photoId, stroke: { kind: tool, ink, points: tool === "arrow" ? [place, place] : [place] } });
  };
  const lift = (pointer: number): void => {
    fingers.current.delete(pointer);
    setDrawing(null);
  };
  return {
    ...{ ...rest, layerOf, tool, setTool, ink, setInk, isShown, setShown, drawing, writing },
    type: (text) => writing && write({ ...writing, text }),
    write: () => {
      const text = plainText(writing?.text ?? "");
      if (writing && text !== "") add(writing.photoId, { kind: "text", ink, points: [writing.place], text });
      write(null);
    },
    down: (photoId, pointer, place) => {
      fingers.current.add(pointer);
      if (fingers.current.size > 1) setDrawing(null); // two fingers zoom
      else if (isOnPhoto(place)) begin(photoId, place);
    },
    move: (place) => setDrawing((now) => now && { ...now, stroke: drawnTo(now.stroke, place) }),
    up: (pointer) => {
      if (drawing && isDrawn(drawing.stroke)) add(drawing.photoId, drawing.stroke);
      lift(pointer);
    },
    cancel: lift,
  };
}

/** The text that is being typed. It is stored on this device at each key, until it is added to the drawing. */
function useWriting({ treatments }: PhotoComparison) {
  const [writing, setWriting] = useState<Writing | null>(() => {
    const ids = treatments.flatMap(({ photos }) => photos.map(({ id }) => id));
    const [first] = ids.flatMap((photoId) => {
      const draft = loadTextDraft(ownId(), photoId);
      return draft ? [{ photoId, ...draft }] : [];
    });
    return first ?? null;
  });
  const write = (next: Writing | null): void => {
    if (writing && writing.photoId !== next?.photoId) saveTextDraft(ownId(), writing.photoId, { ...writing, text: "" });
    if (next && !saveTextDraft(ownId(), next.photoId, { place: next.place, text: next.text })) toast(t("practitioner.photos.draw.not-kept"));
    setWriting(next);
  };
  return { writing, write };
}

/** The layers of all photos. Each change is kept on this device at once, until it is saved. */
function useLayers(comparison: PhotoComparison) {
  const [layers, setLayers] = useState(() => layersOf(comparison));
  const [last, setLast] = useState("");
  const latest = useRef(layers);
  latest.current = layers;
  const layerOf = (photoId: string): InkLayer => latest.current.get(photoId) ?? NOTHING;
  const put = (photoId: string, layer: InkLayer): void => {
    latest.current = new Map(latest.current).set(photoId, layer);
    setLayers(latest.current);
    if (layer.isSaved) discardAnnotationDraft(ownId(), photoId);
    else keep(photoId, layer);
  };
  const change = (photoId: string, strokes: readonly Stroke[]): void => {
    const layer = layerOf(photoId);
    if (strokes === layer.strokes) return;
    put(photoId, { ...layer, strokes, isSaved: false, undo: [...layer.undo, layer.strokes] });
    setLast(photoId);
  };
  const undo = (): void => {
    const layer = layerOf(last);
    const strokes = layer.undo.at(-1);
    if (strokes) put(last, { ...layer, strokes, isSaved: false, undo: layer.undo.slice(0, -1) });
  };
  const add = (photoId: string, stroke: Stroke): void => change(photoId, [...layerOf(photoId).strokes, stroke]);
  const unsaved = [...layers].filter(([, layer]) => !layer.isSaved).map(([photoId]) => photoId);
  return { layerOf, change, add, undo, canUndo: layerOf(last).undo.length > 0, unsaved, ...useSaving(comparison, unsaved, { layerOf, put }) };
}

/** What the server has, under what this device alone has. */
function layersOf({ treatments }: PhotoComparison): Layers {
  const layers = new Map<string, InkLayer>();
  for (const saved of treatments.flatMap(({ annotations }) => annotations)) layers.set(saved.photo_id, savedLayer(saved));
  for (const { id } of treatments.flatMap(({ photos }) => photos)) {
    const draft = loadAnnotationDraft(ownId(), id);
    if (draft) layers.set(id, { ...(layers.get(id) ?? NOTHING), base: draft.base, strokes: draft.strokes, isSaved: false });
  }
  return layers;
}

/** Whose drawing it is: on a tablet that colleagues share, each finds only their own. */
function ownId(): string {
  return me()?.id ?? "";
}

function savedLayer(saved: Annotation): InkLayer {
  return { ...NOTHING, strokes: saved.strokes, base: saved.revision, saved };
}

function keep(photoId: string, { base, strokes }: InkLayer): void {
  if (!saveAnnotationDraft(ownId(), photoId, { base, strokes })) toast(t("practitioner.photos.draw.not-kept"));
}

interface Desk {
  readonly layerOf: (photoId: string) => InkLayer;
  readonly put: (photoId: string, layer: InkLayer) => void;
}

/** Saving all photos that were drawn on, one after the other; what is saved stays saved if a later one fails. */
function useSaving(comparison: PhotoComparison, unsaved: readonly string[], { layerOf, put }: Desk) {
  const saving = useAsyncAction(
    async () => {
      for (const photoId of unsaved) {
        const { base, strokes } = layerOf(photoId);
        const saved = await saveAnnotation(photoId, base, strokes);
        const now = layerOf(photoId);
        // what was drawn while it was being saved is still to be saved, on top of it
        put(photoId, now.strokes === strokes ? savedLayer(saved) : { ...now, base: saved.revision, saved });
      }
    },
    () => toast(t("practitioner.photos.draw.saved")),
  );
  const combining = useAsyncAction(
    () => loadPhotos(comparison.treatments[0]?.treatment_id ?? ""),
    ({ treatments }) => {
      const fresh = treatments.flatMap(({ annotations }) => annotations);
      for (const photoId of unsaved) {
        const saved = fresh.find((each) => each.photo_id === photoId);
        const strokes = combined(layerOf(photoId).strokes, saved?.strokes ?? []);
        put(photoId, { ...NOTHING, strokes, base: saved?.revision ?? 0, isSaved: false, saved });
      }
      saving.reset();
      toast(t("practitioner.photos.draw.combined"));
    },
  );
  return { saving, combining };
}
