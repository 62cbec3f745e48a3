import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { problemText, t } from "../i18n";
import { Button } from "./button";
import { Banner } from "./notice";

interface ActionErrorProps {
  /** The problem code; nothing is shown without one. */
  problem: string | undefined;
  /** Runs the action again; without it, no retry button is shown. */
  retry?: (() => void) | undefined;
  busy?: boolean;
  /** What has failed; "That did not work" by default. */
  title?: string;
  /** What is safe, where the text of the problem cannot say so. */
  hint?: string;
  /** Other actions, next to the retry button. */
  children?: ComponentChildren;
}

/** Why something failed and what to do now. All failed actions and loads are shown with this component. */
export function ActionError({ problem, retry, busy = false, title, hint, children }: ActionErrorProps) {
  const box = useScrollTo(problem);
  if (problem === undefined) return null;
  const cancelled = problem === "passkey-cancelled"; // changing one's mind is not a failure
  const heading = cancelled ? {} : { title: title ?? t("common.failed.title") };
  return (
    <Banner tone={cancelled ? "info" : "attention"} {...heading} alert box={box}>
      <p>{problem === "storage-blocked" ? t("common.storage.other-tab") : problemText(problem)}</p>
      {hint !== undefined && <p>{hint}</p>}
      {retry && (
        <Button kind="quiet" icon="sending" busy={busy} onClick={retry}>
          {t("common.retry")}
        </Button>
      )}
      {children}
    </Banner>
  );
}

/** Scroll to a failure that appears after a tap: the button may be far from it, as "Save" is on a long check-in. */
function useScrollTo(problem: string | undefined): RefObject<HTMLDivElement> {
  const box = useRef<HTMLDivElement>(null);
  const previous = useRef(problem); // a failure that is present at the first render stands in for what could not be loaded
  useEffect(() => {
    if (previous.current === undefined) box.current?.scrollIntoView({ block: "nearest" });
    previous.current = problem;
  }, [problem]);
  return box;
}
