import type { Guard } from "./guards";
import { isMe } from "./me-guard";
import { Problem, problemOf, networkProblem } from "./problem";
import type { ProblemCode } from "../domain/vocabulary";
import type { components, paths } from "./schema";

/** The wire shapes, by the server's names: `Shapes["TreatmentView"]`. */
export type Shapes = components["schemas"];

const TIMEOUT_MS = 20_000;

interface RequestParts {
  params?: { path?: Readonly<Record<string, string>>; query?: Readonly<Record<string, unknown>> };
  body?: unknown;
}

interface Answer {
  /** Parsed JSON: `Call` gives it the type of its route. */
  data?: never;
  error?: unknown;
  response: Response;
}

type Method = "get" | "post" | "put" | "patch" | "delete";
type PathWith<M extends Method> = { [P in keyof paths]: paths[P] extends Record<M, object> ? P : never }[keyof paths];
type Operation<M extends Method, P extends PathWith<M>> = paths[P] extends Record<M, infer O> ? O : never;

type PathPart<O> = O extends { readonly parameters: { readonly path: infer P } } ? { readonly path: P } : { readonly path?: never };
type QueryPart<O> = O extends { readonly parameters: { readonly query: infer Q } }
  ? { readonly query: Q }
  : O extends { readonly parameters: { readonly query?: infer Q } }
    ? { readonly query?: Q }
    : never;
type Params<O> = PathPart<O> & QueryPart<O>;
type BodyPart<O> = O extends { readonly requestBody: { readonly content: { readonly "application/json": infer B } } }
  ? { readonly body: B }
  : { readonly body?: never };
type Parts<O> = BodyPart<O> & (object extends Params<O> ? { readonly params?: Params<O> } : { readonly params: Params<O> });
type Arguments<O> = object extends Parts<O> ? [parts?: Parts<O>] : [parts: Parts<O>];

type Body<R> = R extends { readonly content: { readonly "application/json": infer B } } ? B : never;
type Data<O> = O extends { readonly responses: infer R } ? { [S in keyof R & (200 | 201)]: Body<R[S]> }[keyof R & (200 | 201)] : never;

type Call<M extends Method> = <P extends PathWith<M>>(
  path: P,
  ...parts: Arguments<Operation<M, P>>
) => Promise<{ data?: Data<Operation<M, P>>; error?: unknown; response: Response }>;

/** The typed client: `bodyOf(api.GET("/api/me"))`. Paths, parameters and bodies are those of the OpenAPI document. */
export const api = {
  GET: call("GET") as Call<"get">,
  POST: call("POST") as Call<"post">,
  PUT: call("PUT") as Call<"put">,
  PATCH: call("PATCH") as Call<"patch">,
  DELETE: call("DELETE") as Call<"delete">,
};

function call(method: string) {
  return (path: string, parts?: RequestParts): Promise<Answer> => send(method, path, parts);
}

async function send(method: string, path: string, { params, body }: RequestParts = {}): Promise<Answer> {
  const request = fetch(addressOf(path, params), {
    method,
    credentials: "same-origin",
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
  });
  const [response, isExpected] = await Promise.all([request, guardOf(method, path)]);
  const json: unknown = await response.json().catch(() => undefined);
  if (!response.ok) return { error: json, response };
  if (!isExpected(json)) throw new Problem("bad-response", response.status);
  return { data: json as never, response };
}

/** What the response has to look like. The guards are loaded while the first request is on its way. */
async function guardOf(method: string, path: string): Promise<Guard> {
  if (method === "GET" && path === "/api/me") return isMe;
  const { isExpected } = await import("./expected");
  return (body) => isExpected(method, path, body);
}

function addressOf(template: string, { path = {}, query = {} }: NonNullable<RequestParts["params"]> = {}): string {
  const address = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ""));
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  return pairs.length === 0 ? address : `${address}?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()}`;
}

/** Wait for the response and return its body. Throws `Problem` and nothing else: `bad-response` if it has another shape. */
export async function bodyOf<T>(request: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await request.catch((reason: unknown) => {
    throw networkProblem(reason);
  });
  if (!response.ok) throw problemOf(error, response.status);
  return data as T;
}

/** Whether the server answers that this session is over, however it ended. */
export function isSessionOver(thrown: unknown): thrown is Problem {
  return isProblem(thrown, "not-signed-in", "device-signed-out", "membership-ended", "account-erased", "account-disabled");
}

/** Whether a thrown value is a `Problem`, and has one of the codes if any are given. */
export function isProblem(thrown: unknown, ...codes: readonly ProblemCode[]): thrown is Problem {
  return thrown instanceof Problem && (codes.length === 0 || codes.includes(thrown.code));
}
