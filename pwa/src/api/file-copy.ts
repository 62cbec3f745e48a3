import { networkProblem, problemOf } from "./problem";

/** The server gives up a PDF after ten seconds. */
const TIMEOUT_MS = 20_000;

/** Load a file that the server makes for this call. Rejects with a `Problem`. */
export async function loadFile(address: string): Promise<Blob> {
  const response = await fetch(address, { credentials: "same-origin", signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((reason: unknown) => {
    throw networkProblem(reason);
  });
  if (!response.ok) throw problemOf(await response.json().catch(() => undefined), response.status);
  return response.blob();
}
