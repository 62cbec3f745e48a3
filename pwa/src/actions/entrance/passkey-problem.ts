import { Problem } from "../../api";
import type { ProblemCode } from "../../domain/vocabulary";

const CODES: Readonly<Record<string, ProblemCode>> = {
  NotAllowedError: "passkey-cancelled", // also the browser's own timeout
  AbortError: "passkey-timeout",
  InvalidStateError: "passkey-exists",
  NotSupportedError: "passkey-unsupported",
  SecurityError: "passkey-unsupported",
};

/** The problem behind a failed ceremony. Browsers distinguish the cases only by the name of the error. */
export function passkeyProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const name = thrown instanceof Error ? thrown.name : "";
  return new Problem(CODES[name] ?? "passkey-refused", 0);
}
