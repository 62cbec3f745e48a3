/**
 * Where a practitioner has marked the eyes in a patient's photos, to lay them over each other. They are held in memory
 * only: the marks that are stored belong to the patient.
 */
import { signal } from "@preact/signals";
import type { Photo } from "../domain/diary";
import type { Eyes } from "../domain/outline";

const marks = signal<ReadonlyMap<string, Eyes>>(new Map());

/** Mark the eyes of a photo for the comparisons on this device. */
export function markEyesHere(photoId: string, eyes: Eyes): void {
  marks.value = new Map(marks.value).set(photoId, eyes);
}

/** The photo with the practitioner's marks if there are any, otherwise with the patient's. */
export function withMarks(photo: Photo): Photo {
  const eyes = marks.value.get(photo.id);
  return eyes ? { ...photo, eyes } : photo;
}

/** Forget all marks, because the person has signed out. */
export function forgetMarks(): void {
  marks.value = new Map();
}
