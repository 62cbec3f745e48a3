import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { ProblemCode } from "../domain/vocabulary";
import { codeOf } from "./problem-code";

/** Data that a screen waits for: loading, ready, or failed with a problem code. */
export type Loaded<T> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: T }
  | { readonly state: "failed"; readonly code: ProblemCode };

const LOADING = { state: "loading" } as const;

/**
 * Load when the screen appears and whenever `key` changes. The returned function loads once more: what is shown stays
 * until the answer arrives, but a failure is replaced by "loading". Answers to an earlier request are ignored.
 */
export function useLoaded<T>(load: () => Promise<T>, key = ""): readonly [Loaded<T>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<T>>(LOADING);
  const request = useRef(0);
  const again = useCallback(() => {
    const own = ++request.current;
    const show = (next: Loaded<T>): void => {
      if (own === request.current) setLoaded(next);
    };
    setLoaded((last) => (last.state === "failed" ? LOADING : last));
    load().then(
      (value) => show({ state: "ready", value }),
      (thrown: unknown) => show({ state: "failed", code: codeOf(thrown) }),
    );
  }, [key]);
  useEffect(() => {
    setLoaded(LOADING);
    again();
    return () => {
      request.current += 1; // later answers are ignored
    };
  }, [again]);
  return [loaded, again];
}
