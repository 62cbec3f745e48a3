/** The real server, over fetch. Every call returns a value or a problem and never throws. */

import { problemOf } from "../api";
import type { Changes, Entry, Grant, Photo } from "../domain/diary";
import type { Result, Server } from "./server";

const TIMEOUT = 20_000;
/** For a photo over a slow connection. */
const PHOTO_TIMEOUT = 180_000;

interface RequestParts {
  readonly method?: string;
  readonly json?: unknown;
  readonly picture?: { readonly bytes: ArrayBuffer; readonly type: string; readonly sha256: string };
}

/** The server that served this page. */
export const httpServer: Server = {
  changes: (after) => call<Changes>(`/api/my/changes?after=${after}`),
  writeEntry: (entry) => call<Entry>(`/api/entries/${entry.id}`, { method: "PUT", json: writeOf(entry) }),
  uploadPhoto: (photo, picture) =>
    call<Photo>(`/api/photos/${photo.id}?${uploadOf(photo)}`, { method: "PUT", picture: { ...picture, sha256: photo.sha256 } }),
  openDiary: (body) => call<Grant>("/api/my/grants", { method: "POST", json: body }),
  closeDiary: (grantId) => call(`/api/my/grants/${grantId}`, { method: "DELETE" }),
  markRead: (replyId) => call(`/api/my/replies/${replyId}/read`, { method: "POST" }),
};

/** The shape `EntryWrite`. */
function writeOf({ treatment_id, occurred_at, revision, document }: Entry): unknown {
  return { treatment_id, occurred_at, base_revision: revision, document };
}

/** The query `PhotoUpload`. */
function uploadOf({ entry_id, angle, area, taken_at }: Photo): string {
  return new URLSearchParams({ entry_id, angle, taken_at, ...(area === null ? {} : { area }) }).toString();
}

const noAnswer = { problem: { status: 0, code: "no-answer" } } as const;

async function call<T = unknown>(path: string, parts: RequestParts = {}): Promise<Result<T>> {
  try {
    const response = await fetch(path, requestOf(parts));
    const body: unknown = await response.json().catch(() => undefined);
    // a captive portal also answers 200: without JSON it was not our server
    if (response.ok) return body === undefined ? noAnswer : { value: body as T };
    const { code, status } = problemOf(body, response.status);
    return { problem: { status, code, waitFor: retryAfter(response) } };
  } catch {
    return noAnswer;
  }
}

function requestOf({ method = "GET", json, picture }: RequestParts): RequestInit {
  const shared = { method, credentials: "same-origin", signal: AbortSignal.timeout(picture ? PHOTO_TIMEOUT : TIMEOUT) } as const;
  if (picture) {
    const headers = { "Content-Type": picture.type, "Content-Digest": `sha-256=:${base64(picture.sha256)}:` };
    return { ...shared, headers, body: picture.bytes };
  }
  if (json === undefined) return shared;
  return { ...shared, headers: { "Content-Type": "application/json" }, body: JSON.stringify(json) };
}

/** The value of Retry-After in milliseconds, if it is in seconds. */
function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

function base64(hex: string): string {
  return btoa((hex.match(/../g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join(""));
}
