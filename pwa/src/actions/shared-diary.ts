/** Reading a diary by a share link, without an account. All calls throw `Problem`; nothing is stored on this device. */

import { api, bodyOf, isProblem, isSessionOver, Problem, type Shapes } from "../api";

export type SharedDiaries = Shapes["SharedDiaries"];
export type SharedReview = Shapes["Review"];

/** Open a link with the code that came separately. Throws `share-link-refused`, whichever of the two is not right. */
export async function openSharedDiary(token: string, code: string): Promise<SharedDiaries> {
  try {
    return await bodyOf(api.POST("/api/shared/open", { body: { token, code } }));
  } catch (thrown) {
    // what fails validation, such as a code of 500 characters, is a wrong code to the person
    throw isProblem(thrown, "invalid") ? new Problem("share-link-refused", 404) : thrown;
  }
}

/** What the link in this browser opens; undefined if none is open, or no longer. */
export async function loadSharedDiaries(): Promise<SharedDiaries | undefined> {
  try {
    return await bodyOf(api.GET("/api/shared"));
  } catch (thrown) {
    if (isClosed(thrown)) return undefined;
    throw thrown;
  }
}

/** Load one diary, with names in the reader's language. The server records the access, and the patient can see it. Undefined if the link is closed. */
export async function loadSharedReview(treatmentId: string, language: string): Promise<SharedReview | undefined> {
  try {
    return await bodyOf(api.GET("/api/shared/treatments/{treatment_id}", { params: { path: { treatment_id: treatmentId }, query: { language } } }));
  } catch (thrown) {
    if (isClosed(thrown)) return undefined;
    throw thrown;
  }
}

/** Forget the link in this browser. */
export async function closeSharedDiary(): Promise<void> {
  await bodyOf(api.DELETE("/api/shared")).catch((thrown: unknown) => {
    if (!isClosed(thrown)) throw thrown;
  });
}

/** The URL of a photo of a shared diary, in display size. */
export function sharedPhotoAddress(photoId: string): string {
  return `/api/shared/photos/${photoId}/display`;
}

/** A person who is signed in gets "not found" where nobody is: neither has an open link. */
function isClosed(thrown: unknown): boolean {
  return isSessionOver(thrown) || isProblem(thrown, "not-found", "treatment-unknown");
}
