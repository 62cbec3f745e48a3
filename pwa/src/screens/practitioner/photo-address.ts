/** Returns the URL of a photo in display size: a reader of a share link has others than a person who is signed in. */
export type PhotoAddress = (photoId: string) => string;

/** The URL of a small picture, for lists. */
export function thumbnailAddress(photoId: string): string {
  return `/api/photos/${photoId}/thumbnail`;
}

/** For a person who is signed in. */
export function photoAddress(photoId: string): string {
  return `/api/photos/${photoId}/display`;
}

/** The screen on which a practitioner compares a photo with others of the patient. */
export function comparerAddress(treatmentId: string, photoId: string): string {
  return `/clinic/review/${treatmentId}/photos?photo=${photoId}`;
}
