import type { ProblemCode } from "../domain/vocabulary";
import type { components } from "./schema";

/** What the server says is wrong with one part of a request. */
export type Fault = components["schemas"]["Fault"];

/** Something the server refused, or did not answer at all (`offline`, `timeout`). Switch on `code`, never on the text. */
export class Problem extends Error {
  readonly code: ProblemCode;
  /** HTTP status; 0 when there was no answer. */
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

/** Reads a problem+json body; anything else becomes `unexpected`. */
export function problemOf(body: unknown, status: number): Problem {
  const json = typeof body === "object" && body !== null ? (body as Partial<components["schemas"]["Problem"]>) : {};
  // The code of a newer server may be unknown here: its text is then that of `unknown`.
  return new Problem(typeof json.code === "string" ? json.code : "unexpected", status, json.errors ?? []);
}

/** What a failed fetch means. */
export function networkProblem(reason: unknown): Problem {
  const name = reason instanceof Error ? reason.name : "";
  return new Problem(name === "TimeoutError" ? "timeout" : "offline", 0);
}
