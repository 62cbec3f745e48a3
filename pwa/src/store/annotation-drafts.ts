/** Keeps what is drawn on a photo and not saved on this device, so that leaving by accident loses nothing. */

import type { Stroke } from "../domain/annotation";
import { localStore } from "./local-json";

export interface AnnotationDraft {
  /** The revision of the layer that it was drawn on; 0 if there was none. */
  readonly base: number;
  readonly strokes: readonly Stroke[];
}

const drafts = localStore<AnnotationDraft>("annotation");

/** The unsaved drawing of one person on one photo; null if there is none. */
export function loadAnnotationDraft(personId: string, photoId: string): AnnotationDraft | null {
  const stored = drafts.load(`${personId} ${photoId}`);
  return stored && { base: 0, strokes: [], ...stored };
}

/** Returns whether this device could store it. */
export function saveAnnotationDraft(personId: string, photoId: string, draft: AnnotationDraft): boolean {
  return drafts.save(`${personId} ${photoId}`, draft);
}

/** Delete the draft: it is saved. */
export function discardAnnotationDraft(personId: string, photoId: string): void {
  drafts.discard(`${personId} ${photoId}`);
}

export const { discardAll: discardAllAnnotationDrafts } = drafts;
