import { Problem } from "../../api";
import type { ProblemCode } from "../../domain/vocabulary";

const CODES: Readonly<Record<string, ProblemCode>> = {
  NotAllowedError: "passkey-cancelled", // also what browsers say when their own time has run out
  AbortError: "passkey-timeout",
  InvalidStateError: "passkey-exists",
  NotSupportedError: "passkey-unsupported",
  SecurityError: "passkey-unsupported",
};

/** What a failed ceremony means for the person. Browsers say it by the error's name only. */
export function passkeyProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const name = thrown instanceof Error ? thrown.name : "";
  return new Problem(CODES[name] ?? "passkey-refused", 0);
}
