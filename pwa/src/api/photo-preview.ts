import type { Shapes } from "./client";
import { contentDigest } from "./content-digest";
import { isPhoto } from "./documents";
import { networkProblem, Problem, problemOf } from "./problem";

/** For a large photo over a slow connection. */
const TIMEOUT_MS = 60_000;

interface PhotoFile {
  readonly bytes: ArrayBuffer;
  readonly type: string;
  readonly sha256: string;
}

/** Let the server decode a photo that this browser cannot. Nothing is stored there. Resolves to a JPEG; rejects with a `Problem`. */
export async function previewPhoto(photo: PhotoFile): Promise<Blob> {
  return (await send("POST", "/api/my/photo-previews", photo)).blob();
}

/** Send a photo into the clinic's record of a treatment; `query` is a `PhotoPlace`. A repeat changes nothing. Rejects with a `Problem`. */
export async function sendBaselinePhoto(at: { readonly treatmentId: string; readonly photoId: string }, query: URLSearchParams, photo: PhotoFile): Promise<Shapes["PhotoView"]> {
  const answer = await send("PUT", `/api/treatments/${at.treatmentId}/baseline-photos/${at.photoId}?${query.toString()}`, photo);
  const json: unknown = await answer.json().catch(() => undefined);
  if (!isPhoto(json)) throw new Problem("bad-response", answer.status);
  return json as Shapes["PhotoView"];
}

async function send(method: string, path: string, { bytes, type, sha256 }: PhotoFile): Promise<Response> {
  const headers = { "Content-Type": type, "Content-Digest": contentDigest(sha256) };
  const request = { method, credentials: "same-origin", headers, body: bytes, signal: AbortSignal.timeout(TIMEOUT_MS) } as const;
  const response = await fetch(path, request).catch((reason: unknown) => {
    throw networkProblem(reason);
  });
  if (!response.ok) throw problemOf(await response.json().catch(() => undefined), response.status);
  return response;
}
