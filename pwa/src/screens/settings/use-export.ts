import { useEffect, useRef, useState } from "preact/hooks";
import { loadExport, requestExport } from "../../actions/own-data";
import { useAsyncAction, type AsyncAction } from "../../state/async-action";
import { clockOffset, now } from "../../state/clock";

export type Export = Awaited<ReturnType<typeof loadExport>>;

/** Milliseconds between two questions for the progress, and after one that failed. */
const ASK_EVERY = 2_000;
const ASK_AGAIN = 5_000;

interface ExportProgress {
  /** Undefined until it is known. */
  readonly current: Export | undefined;
  readonly loading: AsyncAction;
  /** Why the progress is not known at the moment; it does not disappear while it is asked for again. */
  readonly problem: AsyncAction["problem"];
  readonly requesting: AsyncAction;
}

/** The copy that this phone has asked for, followed while the server prepares it; also after a reload. */
export function useExport(): ExportProgress {
  const [current, setCurrent] = useState<Export>();
  const problem = useRef<AsyncAction["problem"]>();
  const loading = useAsyncAction(loadExport, setCurrent);
  const requesting = useAsyncAction(requestExport, setCurrent);
  if (!loading.busy) problem.current = loading.problem;
  useEffect(loading.run, []);
  useEffect(() => {
    if (current?.state !== "preparing" || loading.busy) return undefined;
    const timer = setTimeout(loading.run, loading.problem === undefined ? ASK_EVERY : ASK_AGAIN);
    return () => clearTimeout(timer);
  }, [current, loading.busy]);
  return { current: atThisTime(current), loading, problem: problem.current, requesting };
}

/** A copy whose time is over has ended, even before the server is asked again. */
function atThisTime(current: Export | undefined): Export | undefined {
  const serverTime = now.value - (clockOffset.value ?? 0);
  return current?.state === "ready" && Date.parse(current.expires_at) <= serverTime ? { state: "ended" } : current;
}
