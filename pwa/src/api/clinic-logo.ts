import { MAX_PHOTO_BYTES } from "../domain/vocabulary";
import type { Shapes } from "./client";
import { isExpected } from "./expected";
import { networkProblem, Problem, problemOf } from "./problem";

/** For a large picture over a slow connection. */
const TIMEOUT_MS = 60_000;
const ADDRESS = "/api/clinic/logo";

/** Send a picture, and return the clinic with its new logo. A file that the server would not read is not sent. Rejects with a `Problem`. */
export async function uploadLogo(file: Blob): Promise<Shapes["ClinicSettings"]> {
  if (file.size > MAX_PHOTO_BYTES) throw new Problem("logo-too-large", 0);
  const headers = { "Content-Type": file.type || "application/octet-stream" };
  const request = { method: "PUT", credentials: "same-origin", headers, body: file, signal: AbortSignal.timeout(TIMEOUT_MS) } as const;
  const response = await fetch(ADDRESS, request).catch((reason: unknown) => {
    throw networkProblem(reason);
  });
  const json: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw problemOf(json, response.status);
  if (!isExpected("PUT", ADDRESS, json)) throw new Problem("bad-response", response.status);
  return json as Shapes["ClinicSettings"];
}
