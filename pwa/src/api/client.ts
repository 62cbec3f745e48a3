import createClient from "openapi-fetch";
import { Problem, problemOf, unanswered } from "./problem";
import type { components, paths } from "./schema";

/** The wire shapes, by the server's names: `Shapes["TreatmentView"]`. */
export type Shapes = components["schemas"];

const PATIENCE_MS = 20_000;

/** The typed client. Use it inside `answered(…)`: `answered(api.GET("/api/me"))`. */
export const api = createClient<paths>({
  baseUrl: typeof location === "undefined" ? "http://localhost" : location.origin,
  credentials: "same-origin",
  fetch: (request) =>
    fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE_MS)]) }),
});

/** The answer's body. Throws `Problem`, and only that. */
export async function answered<T>(asked: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await asked.catch((reason: unknown) => {
    throw unanswered(reason);
  });
  if (!response.ok) throw problemOf(error, response.status);
  return data as T;
}

/** Whether something thrown is a problem with this code. */
export function isProblem(thrown: unknown, ...codes: string[]): thrown is Problem {
  return thrown instanceof Problem && (codes.length === 0 || codes.includes(thrown.code));
}
