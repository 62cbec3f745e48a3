import { useLayoutEffect, useState } from "preact/hooks";
import { storeDraft, type Draft } from "../../../actions/diary/draft";

/** Store the draft on the phone after every change, so that it survives a closed app. `failed`: the last change was not stored. */
export function useStoredDraft(draft: Draft, initial: Draft): { readonly failed: boolean } {
  const [failed, setFailed] = useState(false);
  // before the next paint: an effect would wait for it
  useLayoutEffect(() => {
    if (draft === initial) return undefined;
    let outdated = false;
    const note = (isFailure: boolean): void => {
      if (!outdated) setFailed(isFailure);
    };
    storeDraft(draft).then(
      () => note(false),
      () => note(true),
    );
    return () => {
      outdated = true;
    };
  }, [draft]);
  return { failed };
}
