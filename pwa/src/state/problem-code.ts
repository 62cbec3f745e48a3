import type { ProblemCode } from "../domain/vocabulary";

/** The problem code of something thrown; `unexpected` if it carries none. An error raised by the browser itself comes from its storage. */
export function codeOf(thrown: unknown): ProblemCode {
  if (thrown instanceof DOMException) return thrown.name === "QuotaExceededError" ? "storage-full" : "storage-failed";
  const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
  return typeof code === "string" ? (code as ProblemCode) : "unexpected"; // a newer server may send codes of its own
}
