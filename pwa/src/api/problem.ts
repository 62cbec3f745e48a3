import type { ProblemCode } from "../domain/vocabulary";
import type { components } from "./schema";

/** What is wrong with one field of a request. */
export type Fault = components["schemas"]["Fault"];

/** A failed call: refused by the server, or not answered at all (`offline`, `timeout`). Switch on `code`, never on a text. */
export class Problem extends Error {
  readonly code: ProblemCode;
  /** HTTP status; 0 if there was no response. */
  readonly status: number;
  readonly faults: readonly Fault[];

  constructor(code: ProblemCode, status: number, faults: readonly Fault[] = []) {
    super(code);
    this.name = "Problem";
    this.code = code;
    this.status = status;
    this.faults = faults;
  }
}

/** Parse a problem+json body; any other body becomes the code `unexpected`. */
export function problemOf(body: unknown, status: number): Problem {
  const json = typeof body === "object" && body !== null ? (body as Partial<components["schemas"]["Problem"]>) : {};
  // The code of a newer server may be unknown here: its text is then that of `unknown`.
  return new Problem(typeof json.code === "string" ? json.code : "unexpected", status, json.errors ?? []);
}

/** The problem behind a failed fetch. */
export function networkProblem(reason: unknown): Problem {
  if (reason instanceof Problem) return reason;
  const name = reason instanceof Error ? reason.name : "";
  return new Problem(name === "TimeoutError" ? "timeout" : "offline", 0);
}
