import { useCallback, useEffect, useState } from "preact/hooks";
import type { ProblemCode } from "../domain/vocabulary";

/** A value from the server: loading, ready, or failed with a problem code. */
export type Loaded<T> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: T }
  | { readonly state: "failed"; readonly code: ProblemCode };

/** Load a value when the screen appears and whenever `key` changes. The returned function reloads it and shows the old value
 * meanwhile. */
export function useLoaded<T>(load: () => Promise<T>, key = ""): readonly [Loaded<T>, () => Promise<void>] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: "loading" });
  const again = useCallback(async () => {
    try {
      setLoaded({ state: "ready", value: await load() });
    } catch (problem) {
      setLoaded({ state: "failed", code: codeOf(problem) });
    }
  }, [key]);
  useEffect(() => {
    setLoaded({ state: "loading" });
    void again();
  }, [again]);
  return [loaded, again];
}

/** The problem code of something thrown; `unexpected` if it carries none. */
export function codeOf(thrown: unknown): ProblemCode {
  const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
  return typeof code === "string" ? (code as ProblemCode) : "unexpected"; // a DOMException's code is a number
}
