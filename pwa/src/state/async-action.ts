import { useEffect, useRef, useState } from "preact/hooks";
import type { ProblemCode } from "../domain/vocabulary";
import { codeOf } from "./problem-code";

/** An asynchronous action that a tap starts, as a screen sees it. */
export interface AsyncAction<Args extends readonly unknown[] = []> {
  readonly busy: boolean;
  /** The problem code of the last run; undefined while it runs, and after it has succeeded. */
  readonly problem: ProblemCode | undefined;
  /** Start it. Ignored while it is running, so that a second tap does nothing. */
  readonly run: (...args: Args) => void;
  /** Start it again with the arguments of the last run. */
  readonly retry: () => void;
  /** Forget the problem. */
  readonly reset: () => void;
}

interface Progress {
  readonly busy: boolean;
  readonly problem: ProblemCode | undefined;
}

const IDLE: Progress = { busy: false, problem: undefined };

/**
 * Run `work` from a button and keep track of it. `onDone` gets its result. Both are the latest closures, so that a retry
 * works with what is on screen by then; after the component is unmounted, the result is ignored.
 */
export function useAsyncAction<Args extends readonly unknown[], Result>(
  work: (...args: Args) => Promise<Result>,
  onDone?: (result: Result) => void,
): AsyncAction<Args> {
  const [progress, setProgress] = useState(IDLE);
  const latest = useRef({ work, onDone });
  latest.current = { work, onDone };
  const [action] = useState(() => createAction(latest, setProgress));
  useEffect(() => action.attach(), []);
  return { ...progress, run: action.run, retry: action.retry, reset: action.reset };
}

interface Latest<Args extends readonly unknown[], Result> {
  readonly current: { readonly work: (...args: Args) => Promise<Result>; readonly onDone: ((result: Result) => void) | undefined };
}

function createAction<Args extends readonly unknown[], Result>(latest: Latest<Args, Result>, show: (progress: Progress) => void) {
  let attached = true;
  let running = false;
  let lastArgs: Args | undefined;
  const start = async (args: Args): Promise<void> => {
    if (running) return;
    running = true;
    lastArgs = args;
    show({ busy: true, problem: undefined });
    const outcome = await resultOf(() => latest.current.work(...args));
    running = false;
    if (!attached) return;
    show({ busy: false, problem: outcome.problem });
    if (outcome.problem === undefined) latest.current.onDone?.(outcome.result);
  };
  return {
    attach: () => {
      attached = true;
      return () => {
        attached = false;
      };
    },
    run: (...args: Args) => void start(args),
    retry: () => void (lastArgs && start(lastArgs)),
    reset: () => {
      if (!running) show(IDLE);
    },
  };
}

type Outcome<Result> = { readonly result: Result; readonly problem: undefined } | { readonly problem: ProblemCode };

async function resultOf<Result>(work: () => Promise<Result>): Promise<Outcome<Result>> {
  try {
    return { result: await work(), problem: undefined };
  } catch (thrown) {
    return { problem: codeOf(thrown) };
  }
}
