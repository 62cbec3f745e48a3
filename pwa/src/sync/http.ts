/** The real server, over fetch. Every call returns a value or a problem and never throws. */

import { problemOf } from "../api";
import { contentDigest } from "../api/content-digest";
import { takeEarly, type EarlyResponse } from "../api/early";
import { isChanges, isEntry, isGrant, isPhoto } from "../api/documents";
import { isObject, type Guard } from "../api/guards";
import type { Changes, Entry, Grant, Photo } from "../domain/diary";
import { placeOf } from "../domain/places";
import { clockOffsetOf } from "./clock-offset";
import { BAD_RESPONSE, type Problem, type Result, type Server } from "./server";

const TIMEOUT = 20_000;
/** For a photo over a slow connection. */
const PHOTO_TIMEOUT = 180_000;

interface RequestParts {
  readonly method?: string;
  readonly json?: unknown;
  readonly picture?: { readonly bytes: ArrayBuffer; readonly type: string; readonly sha256: string };
}

/** Called with every measurement of the phone's clock, in milliseconds by which it is ahead of the server. */
type OnClockOffset = (offset: number) => void;

/** The server that served this page. */
export function httpServer(onClockOffset: OnClockOffset): Server {
  const call = <T = unknown>(path: string, expected: Guard, parts: RequestParts = {}): Promise<Result<T>> =>
    exchange<T>(path, parts, { expected, onClockOffset });
  return {
    changes: (after) => allPages(after, (cursor) => call<Changes>(`/api/my/changes?after=${cursor}`, isChanges)),
    writeEntry: (entry) => call<Entry>(`/api/entries/${entry.id}`, isEntry, { method: "PUT", json: writeOf(entry) }),
    uploadPhoto: (photo, picture) =>
      call<Photo>(`/api/photos/${photo.id}?${uploadOf(photo)}`, isPhoto, { method: "PUT", picture: { ...picture, sha256: photo.sha256 } }),
    markEyes: (photo) => call<Photo>(`/api/photos/${photo.id}/eyes`, isPhoto, { method: "PUT", json: { eyes: photo.eyes } }),
    openDiary: (body) => call<Grant>("/api/my/grants", isGrant, { method: "POST", json: body }),
    closeDiary: (grantId) => call(`/api/my/grants/${grantId}`, isObject, { method: "DELETE" }),
    markRead: (replyId) => call(`/api/my/replies/${replyId}/read`, isObject, { method: "POST" }),
    declineHandover: (treatmentId) => call(`/api/my/treatments/${treatmentId}/handover`, isObject, { method: "DELETE" }),
    eraseEntry: (entryId) => call(`/api/entries/${entryId}`, isObject, { method: "DELETE" }),
    erasePhoto: (photoId) => call(`/api/photos/${photoId}`, isObject, { method: "DELETE" }),
  };
}

/** Everything after a cursor, as if it had been one response: a diary is stored whole or not at all. */
async function allPages(after: number, load: (after: number) => Promise<Result<Changes>>): Promise<Result<Changes>> {
  let all = await load(after);
  while (!all.problem && all.value.more) {
    const next = await load(all.value.revision);
    all = next.problem ? next : { value: joined(all.value, next.value) };
  }
  return all;
}

/** Two pages as one. Of a row that is in both, the later page has the newer version. */
function joined(earlier: Changes, later: Changes): Changes {
  return {
    ...later,
    treatments: [...earlier.treatments, ...later.treatments],
    entries: [...earlier.entries, ...later.entries],
    photos: [...earlier.photos, ...later.photos],
    replies: [...earlier.replies, ...later.replies],
    grants: [...earlier.grants, ...later.grants],
    access_records: [...earlier.access_records, ...later.access_records],
    erasures: [...earlier.erasures, ...later.erasures],
  };
}

/** The shape `EntryWrite`. */
function writeOf({ treatment_id, occurred_at, revision, document }: Entry): unknown {
  return { treatment_id, occurred_at, base_revision: revision, document };
}

/** The query `PhotoUpload`; null values are left out. */
function uploadOf({ entry_id, angle, taken_at, area, place, clock_offset_ms }: Photo): string {
  const query = new URLSearchParams({ entry_id: String(entry_id), angle, taken_at });
  if (area !== null) query.set("area", area);
  const known = placeOf({ place });
  if (known !== null) query.set("place", known);
  if (clock_offset_ms !== null) query.set("clock_offset_ms", String(clock_offset_ms));
  return query.toString();
}

const noAnswer = { problem: { status: 0, code: "no-answer" } } as const;

interface Handling {
  /** What a successful response has to look like. */
  readonly expected: Guard;
  readonly onClockOffset: OnClockOffset;
}

async function exchange<T>(path: string, parts: RequestParts, { expected, onClockOffset }: Handling): Promise<Result<T>> {
  try {
    const { response, sentAt, receivedAt } = (await takeEarly(path)) ?? (await send(path, parts));
    const offset = clockOffsetOf(response.headers, sentAt, receivedAt);
    const body: unknown = await response.json().catch(() => undefined);
    // a captive portal also answers, with any status: without JSON it was not our server
    if (body === undefined) return response.ok ? noAnswer : { problem: problemFrom(body, response) };
    if (offset !== null) onClockOffset(offset);
    if (!response.ok) return { problem: problemFrom(body, response) };
    return expected(body) ? { value: body as T } : { problem: { status: response.status, code: BAD_RESPONSE } };
  } catch {
    return noAnswer;
  }
}

async function send(path: string, parts: RequestParts): Promise<EarlyResponse> {
  const sentAt = Date.now();
  const response = await fetch(path, requestOf(parts));
  return { response, sentAt, receivedAt: Date.now() };
}

function problemFrom(body: unknown, response: Response): Problem {
  const { code, status } = problemOf(body, response.status);
  return { status, code, waitFor: retryAfter(response) };
}

function requestOf({ method = "GET", json, picture }: RequestParts): RequestInit {
  // "no-store": a response from the browser's cache would carry the time at which it was made
  const shared = { method, credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(picture ? PHOTO_TIMEOUT : TIMEOUT) } as const;
  if (picture) {
    const headers = { "Content-Type": picture.type, "Content-Digest": contentDigest(picture.sha256) };
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
