import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { ProblemCode } from "../domain/vocabulary";
import type { Loaded } from "./loaded";
import { codeOf } from "./problem-code";

/** One page of a list, and where the next one begins. */
export interface Page {
  readonly next: string | null;
}

/** A list that is loaded page by page. */
export interface Paged<P extends Page> {
  readonly loaded: Loaded<readonly P[]>;
  /** Load everything again from the beginning. */
  readonly again: () => void;
  /** Load the next page. Ignored while one is loading. */
  readonly more: () => void;
  readonly loadingMore: boolean;
  /** Why the next page could not be loaded. */
  readonly moreProblem: ProblemCode | undefined;
}

interface State<P extends Page> {
  readonly loaded: Loaded<readonly P[]>;
  readonly loadingMore: boolean;
  readonly moreProblem: ProblemCode | undefined;
}

const WAITING = { loaded: { state: "loading" }, loadingMore: false, moreProblem: undefined } as const;

/**
 * Load the first `pages` pages whenever `key` changes. What is shown stays until the answer arrives; answers to an earlier
 * key are ignored.
 */
export function usePaged<P extends Page>(load: (after: string | null) => Promise<P>, key: string, pages: number): Paged<P> {
  const [state, setState] = useState<State<P>>(WAITING);
  const request = useRef(0);
  const again = useCallback(() => {
    const own = ++request.current;
    setState((last) => (last.loaded.state === "failed" ? WAITING : last));
    loadPages(load, pages).then(
      (value) => own === request.current && setState({ ...WAITING, loaded: { state: "ready", value } }),
      (thrown: unknown) => own === request.current && setState({ ...WAITING, loaded: { state: "failed", code: codeOf(thrown) } }),
    );
  }, [key]);
  useEffect(() => {
    again();
    return () => {
      request.current += 1; // later answers are ignored
    };
  }, [again]);
  const more = (): void => {
    const before = state.loaded.state === "ready" ? state.loaded.value : [];
    const after = before.at(-1)?.next ?? null;
    if (after === null || state.loadingMore) return;
    const own = request.current;
    setState({ ...state, loadingMore: true, moreProblem: undefined });
    load(after).then(
      (page) => own === request.current && setState({ ...WAITING, loaded: { state: "ready", value: [...before, page] } }),
      (thrown: unknown) => own === request.current && setState({ ...state, loadingMore: false, moreProblem: codeOf(thrown) }),
    );
  };
  return { ...state, again, more };
}

async function loadPages<P extends Page>(load: (after: string | null) => Promise<P>, pages: number): Promise<readonly P[]> {
  const loaded = [await load(null)];
  while (loaded.length < pages) {
    const after = loaded.at(-1)?.next ?? null;
    if (after === null) break;
    loaded.push(await load(after));
  }
  return loaded;
}
