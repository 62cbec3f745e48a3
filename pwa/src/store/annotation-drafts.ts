/** Keeps what is drawn on a photo and not saved on this device, so that leaving by accident loses nothing. */

import type { Place, Stroke } from "../domain/annotation";
import { localStore } from "./local-json";

export interface AnnotationDraft {
  /** The revision of the layer that it was drawn on; 0 if there was none. */
  readonly base: number;
  readonly strokes: readonly Stroke[];
}

/** A text that is being typed beside a place on a photo. */
export interface TextDraft {
  readonly place: Place;
  readonly text: string;
}

const drafts = localStore<AnnotationDraft>("annotation");
const texts = localStore<TextDraft>("annotation-text");

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

/** The text that one person was typing on one photo; null if there is none. */
export function loadTextDraft(personId: string, photoId: string): TextDraft | null {
  const { place, text } = texts.load(`${personId} ${photoId}`) ?? {};
  return place && text ? { place, text } : null;
}

/** Keep what is typed, or forget it if it is empty. Returns whether this device could store it. */
export function saveTextDraft(personId: string, photoId: string, draft: TextDraft): boolean {
  if (draft.text !== "") return texts.save(`${personId} ${photoId}`, draft);
  texts.discard(`${personId} ${photoId}`);
  return true;
}

export function discardAllAnnotationDrafts(): void {
  drafts.discardAll();
  texts.discardAll();
}
