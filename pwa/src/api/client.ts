import type { Client } from "openapi-fetch";
import { Problem, problemOf, networkProblem } from "./problem";
import type { components, paths } from "./schema";

/** The wire shapes, by the server's names: `Shapes["TreatmentView"]`. */
export type Shapes = components["schemas"];

const TIMEOUT_MS = 20_000;

interface RequestParts {
  params?: { path?: Readonly<Record<string, string>>; query?: Readonly<Record<string, unknown>> };
  body?: unknown;
}

interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/**
 * The typed client: `bodyOf(api.GET("/api/me"))`. It has the types of openapi-fetch but not its code: the few features
 * that we need fit into this file, and the library would add 3 KB to the first load.
 */
export const api = Object.fromEntries(
  ["GET", "POST", "PUT", "PATCH", "DELETE"].map((method) => [
    method,
    (path: string, asking?: RequestParts) => send(method, path, asking),
  ]),
) as Pick<Client<paths, `${string}/json`>, "GET" | "POST" | "PUT" | "PATCH" | "DELETE">;

async function send(method: string, path: string, { params, body }: RequestParts = {}): Promise<Answer> {
  const response = await fetch(addressOf(path, params), {
    method,
    credentials: "same-origin",
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
  });
  const json: unknown = await response.json().catch(() => undefined);
  return response.ok ? { data: json, response } : { error: json, response };
}

function addressOf(template: string, { path = {}, query = {} }: NonNullable<RequestParts["params"]> = {}): string {
  const address = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ""));
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  return pairs.length === 0 ? address : `${address}?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()}`;
}

/** Wait for the response and return its body. Throws `Problem` and nothing else. */
export async function bodyOf<T>(request: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await request.catch((reason: unknown) => {
    throw networkProblem(reason);
  });
  if (!response.ok) throw problemOf(error, response.status);
  return data as T;
}

/** Whether a thrown value is a `Problem`, and has one of the codes if any are given. */
export function isProblem(thrown: unknown, ...codes: string[]): thrown is Problem {
  return thrown instanceof Problem && (codes.length === 0 || codes.includes(thrown.code));
}
