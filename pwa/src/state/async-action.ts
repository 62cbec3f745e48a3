import { useState } from "preact/hooks";
import { codeOf } from "./loaded";

/** The state of an action that a tap has started. */
export interface AsyncAction {
  readonly busy: boolean;
  /** The problem code of the last failure, if the last run failed. */
  readonly problem: string | undefined;
  readonly run: (work: () => Promise<void>) => Promise<void>;
}

/** Run an async action for a tap; exposes whether it is running and how it failed. */
export function useAsyncAction(): AsyncAction {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (thrown) {
      setProblem(codeOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run };
}
