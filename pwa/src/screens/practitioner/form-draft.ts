import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { discardFormDraft, saveFormDraft } from "../../actions/form-drafts";
import type { ProblemCode } from "../../domain/vocabulary";

interface FormDraft {
  /** Why this device cannot keep the draft, if it cannot. */
  readonly problem: ProblemCode | undefined;
  /** Drop the draft, because it is saved now. */
  readonly finish: () => void;
}

/**
 * Store a form on this device as it is, so that another screen or a reload loses nothing of it. `draft` is null while the form is
 * untouched. It is stored before the screen is painted: a letter that was seen is stored.
 */
export function useFormDraft(name: string, draft: object | null): FormDraft {
  const isSaved = useRef(false);
  const [full, setFull] = useState(false);
  useLayoutEffect(() => {
    if (isSaved.current) return;
    if (draft === null) discardFormDraft(name);
    setFull(draft !== null && !saveFormDraft(name, draft));
  }, [name, JSON.stringify(draft)]);
  return {
    problem: full ? "storage-full" : undefined,
    finish: () => {
      isSaved.current = true;
      discardFormDraft(name);
    },
  };
}
