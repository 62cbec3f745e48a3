import { useEffect, useState } from "preact/hooks";
import { differences, type Difference } from "../../../domain/photo-comparison";
import { firstPair, pinned, showing, sides, stepped, swapped, turned, type PhotoPair } from "../../../domain/photo-pair";
import type { Photo } from "../../../domain/diary";
import type { PhotoComparison, TreatmentPhotos } from "../../../state/clinic";
import { withMarks } from "../../../state/eye-marks";
import { usePhotoStage, type Stage } from "../../../ui/photo-stage";
import { useInk, type InkDesk } from "./use-ink";

export type Mode = "beside" | "slider";

/** What is compared, and how. */
export interface Comparer {
  readonly pair: PhotoPair;
  /** The photos on screen, from left to right. */
  readonly sides: readonly Photo[];
  readonly differences: readonly Difference[];
  readonly mode: Mode;
  readonly setMode: (mode: Mode) => void;
  /** Whether the faces lie over each other: the eyes of both photos are marked, and it is wanted. */
  readonly isAligned: boolean;
  /** Whether they could. */
  readonly canAlign: boolean;
  readonly setAligned: (on: boolean) => void;
  readonly stage: Stage;
  readonly ink: InkDesk;
  readonly step: (by: 1 | -1) => void;
  readonly turn: (by: 1 | -1) => void;
  readonly show: (photo: Photo) => void;
  readonly pin: () => void;
  readonly swap: () => void;
  readonly treatmentOf: (photo: Photo) => TreatmentPhotos;
}

/** Compare photos, beginning with the chosen one; undefined without photos. */
export function useComparer(comparison: PhotoComparison, chosenId: string | null): Comparer | undefined {
  const ink = useInk(comparison);
  const photos = comparison.treatments.flatMap((each) => each.photos).map(withMarks);
  const [state, setPair] = useState(() => firstPair(photos, chosenId));
  const [mode, setMode] = useState<Mode>("beside");
  const [wantsAligned, setAligned] = useState(true);
  const pair = state && { ...state, shown: withMarks(state.shown), pinned: state.pinned && withMarks(state.pinned) };
  const change = (next: (pair: PhotoPair, photos: readonly Photo[]) => PhotoPair): void => setPair((last) => last && next(last, photos));
  const step = (by: 1 | -1): void => change((last, all) => stepped(last, all, by));
  const stage = usePhotoStage(step, ink.tool !== null);
  useEffect(stage.reset, [pair?.shown.angle, pair?.shown.place, mode]);
  if (!pair) return undefined;
  const shown = sides(pair);
  const [left, right] = shown;
  const canAlign = left !== undefined && right !== undefined && right.angle !== "close-up" && Boolean(left.eyes && right.eyes);
  return {
    ...{ pair, ink, mode, setMode, canAlign, setAligned, stage, step, sides: shown, isAligned: canAlign && wantsAligned },
    differences: left && right ? differences(left, right) : [],
    turn: (by) => change((last, all) => turned(last, all, by)),
    show: (photo) => change((last, all) => showing(last, all, photo)),
    pin: () => change(pinned),
    swap: () => change(swapped),
    treatmentOf: (photo) => comparison.treatments.find((each) => each.treatment_id === photo.treatment_id) as TreatmentPhotos,
  };
}
