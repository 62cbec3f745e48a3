import { useCallback, useEffect, useState } from "preact/hooks";
import { Problem } from "../api";
import type { ProblemCode } from "../domain/vocabulary";

/** Something that comes from the server: on its way, here, or not to be had (`code` of the problem). */
export type Loaded<T> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: T }
  | { readonly state: "failed"; readonly code: ProblemCode };

/** Loads when the screen appears and whenever `key` changes; `again` loads once more and keeps what is shown meanwhile. */
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

/** The stable code of what went wrong. */
export function codeOf(problem: unknown): ProblemCode {
  return problem instanceof Problem ? problem.code : "unexpected";
}
