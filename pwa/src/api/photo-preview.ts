import { contentDigest } from "./content-digest";
import { networkProblem, problemOf } from "./problem";

/** For a large photo over a slow connection. */
const TIMEOUT_MS = 60_000;

interface UndecodedPhoto {
  readonly bytes: ArrayBuffer;
  readonly type: string;
  readonly sha256: string;
}

/** Let the server decode a photo that this browser cannot. Nothing is stored there. Resolves to a JPEG; rejects with a `Problem`. */
export async function previewPhoto({ bytes, type, sha256 }: UndecodedPhoto): Promise<Blob> {
  const headers = { "Content-Type": type, "Content-Digest": contentDigest(sha256) };
  const request = { method: "POST", credentials: "same-origin", headers, body: bytes, signal: AbortSignal.timeout(TIMEOUT_MS) } as const;
  const response = await fetch("/api/my/photo-previews", request).catch((reason: unknown) => {
    throw networkProblem(reason);
  });
  if (!response.ok) throw problemOf(await response.json().catch(() => undefined), response.status);
  return response.blob();
}
