/** Keeps what is drawn on a photo and not saved on this device, so that leaving by accident loses nothing. */

import type { Stroke } from "../domain/annotation";
import { discardJson, loadJson, saveJson } from "./local-json";

export interface AnnotationDraft {
  /** The revision of the layer that it was drawn on; 0 if there was none. */
  readonly base: number;
  readonly strokes: readonly Stroke[];
}

const PREFIX = "afterglow-annotation ";

/** The unsaved drawing of one person on one photo; null if there is none. */
export function loadAnnotationDraft(personId: string, photoId: string): AnnotationDraft | null {
  return loadJson(`${PREFIX}${personId} ${photoId}`) as AnnotationDraft | null;
}

/** Returns whether this device could store it. */
export function saveAnnotationDraft(personId: string, photoId: string, draft: AnnotationDraft): boolean {
  return saveJson(`${PREFIX}${personId} ${photoId}`, draft);
}

/** Delete the draft: it is saved. */
export function discardAnnotationDraft(personId: string, photoId: string): void {
  discardJson((key) => key === `${PREFIX}${personId} ${photoId}`);
}

export function discardAllAnnotationDrafts(): void {
  discardJson((key) => key.startsWith(PREFIX));
}
