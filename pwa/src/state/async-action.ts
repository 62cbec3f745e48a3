import { useState } from "preact/hooks";
import { codeOf } from "./loaded";

/** Something on its way after a tap. */
export interface AsyncAction {
  readonly busy: boolean;
  /** The code of what went wrong the last time. */
  readonly problem: string | undefined;
  readonly run: (work: () => Promise<void>) => Promise<void>;
}

/** Runs what a tap asks for, and keeps what went wrong with it. */
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
