/** What the exchange needs from the server; src/sync/http.ts is the real one, tests bring their own. */

import type { Changes, Entry, Grant, Photo } from "../domain/diary";
import type { Picture } from "../store/schema";

/** Why it did not work. `status` 0: no answer came, so the server may or may not have it. */
export interface Problem {
  readonly status: number;
  /** The server's stable code; `no-answer` without one. */
  readonly code: string;
  /** Milliseconds that the server asked to wait. */
  readonly waitFor?: number | undefined;
}

export type Result<T> = { readonly value: T; readonly problem?: undefined } | { readonly problem: Problem };

export interface Server {
  changes(after: number): Promise<Result<Changes>>;
  writeEntry(entry: Entry): Promise<Result<Entry>>;
  uploadPhoto(photo: Photo, picture: Picture): Promise<Result<Photo>>;
  openDiary(body: Readonly<Record<string, unknown>>): Promise<Result<Grant>>;
  closeDiary(grantId: string): Promise<Result<unknown>>;
  markRead(replyId: string): Promise<Result<unknown>>;
}
