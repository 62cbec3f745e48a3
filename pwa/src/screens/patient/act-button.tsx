import { report } from "../../actions/diary/report";
import { actsToReport } from "../../domain/acts";
import type { Treatment } from "../../domain/diary";
import { useAsyncAction } from "../../state/async-action";
import { now } from "../../state/clock";
import { currentTreatments } from "../../state/current-treatments";
import { statesIn } from "../../state/diary";
import { ActionError, Button } from "../../ui";
import { actText, reportedText, reportText } from "./act-labels";
import { toastWithUndo } from "./undo";

interface ActButtonProps {
  readonly act: string;
  /** The treatment whose sheet names the act. */
  readonly treatment: Treatment;
}

/** "I have just washed": one tap, for every current treatment whose sheet waits for it. It can be undone for some seconds. */
export function ActButton({ act, treatment }: ActButtonProps) {
  const reported = { kind: "acts", name: act } as const;
  const saving = useAsyncAction(
    () => report(treatmentIds(act, treatment), reported),
    (entries) => toastWithUndo(reportedText(reportText(reported, []), Date.now()), entries, reported),
  );
  return (
    <>
      <Button kind="quiet" busy={saving.busy} onClick={saving.run}>
        {actText(act)}
      </Button>
      <ActionError {...saving} />
    </>
  );
}

function treatmentIds(act: string, treatment: Treatment): readonly string[] {
  const others = currentTreatments.value.filter((each) => actsToReport(each.timeline, now.value, statesIn(each)).includes(act));
  return [...new Set([treatment, ...others].map(({ id }) => id))];
}
