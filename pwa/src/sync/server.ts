/** The interface to the server that the sync needs: src/sync/http.ts implements it, tests use a fake. */

import type { Changes, Entry, Grant, Photo } from "../domain/diary";
import type { Picture } from "../store/schema";

/** The code of a successful response whose shape is not the contract's. */
export const BAD_RESPONSE = "bad-response";

/** Why a call failed. With `status` 0 there was no response, so the server may or may not have acted on it. */
export interface Problem {
  readonly status: number;
  /** The server's stable code; `no-answer` if there was no response; `bad-response` if it could not be used. */
  readonly code: string;
  /** Milliseconds that the server asked us to wait. */
  readonly waitFor?: number | undefined;
}

export type Result<T> = { readonly value: T; readonly problem?: undefined } | { readonly problem: Problem };

export interface Server {
  changes(after: number): Promise<Result<Changes>>;
  writeEntry(entry: Entry): Promise<Result<Entry>>;
  uploadPhoto(photo: Photo, picture: Picture): Promise<Result<Photo>>;
  /** Send where the eyes are in a photo. */
  markEyes(photo: Photo): Promise<Result<Photo>>;
  openDiary(body: Readonly<Record<string, unknown>>): Promise<Result<Grant>>;
  closeDiary(grantId: string): Promise<Result<unknown>>;
  markRead(replyId: string): Promise<Result<unknown>>;
  /** Keep the diary closed to the practitioner who has taken over. */
  declineHandover(treatmentId: string): Promise<Result<unknown>>;
  eraseEntry(entryId: string): Promise<Result<unknown>>;
  erasePhoto(photoId: string): Promise<Result<unknown>>;
}
