import { takeBack } from "../../actions/diary/report";
import type { Reported } from "../../domain/reports";
import type { Entry } from "../../domain/diary";
import { t } from "../../i18n";
import { toast } from "../../ui";
import { haptic } from "../../ui/haptics";

/** Show that a report was saved, and let it be undone for a few seconds. */
export function toastWithUndo(text: string, entries: readonly Entry[], reported: Reported): void {
  const run = (): void => {
    haptic("undo");
    takeBack(entries, reported).catch(() => toast(t("common.failed.title")));
  };
  toast(text, { label: t("patient.act.undo"), run });
}
