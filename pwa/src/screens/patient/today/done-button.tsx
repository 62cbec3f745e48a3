import { report } from "../../../actions/diary/report";
import { dueAgain } from "../../../domain/duties";
import type { Treatment } from "../../../domain/diary";
import type { TimelineRule } from "../../../domain/timeline";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { states } from "../../../state/diary";
import { ActionError, Button } from "../../../ui";
import { whenText } from "../format";
import { textOf } from "../sheet-language";
import { toastWithUndo } from "../undo";

/** Reports that a duty was done: it leaves the list until it is due again. */
export function DoneButton({ treatment, rule }: { treatment: Treatment; rule: TimelineRule }) {
  const reported = { kind: "duties_done", name: rule.id } as const;
  const saving = useAsyncAction(
    () => report([treatment.id], reported),
    (entries) => toastWithUndo(doneText(treatment, rule), entries, reported),
  );
  return (
    <>
      <Button kind="quiet" busy={saving.busy} label={t("patient.duty.done-what", { says: textOf(rule).says })} onClick={saving.run}>
        {t("patient.duty.done")}
      </Button>
      <ActionError {...saving} />
    </>
  );
}

function doneText({ timeline }: Treatment, { id }: TimelineRule): string {
  const window = timeline.windows.find(({ rule }) => rule.id === id);
  const again = window ? dueAgain(window, Date.now(), states.value, timeline.time_zone) : null;
  return again === null ? t("patient.duty.saved") : t("patient.duty.saved-next", { when: whenText(again) });
}
