/** Reports that can be corrected from Today. */

import { lastReport, type Reported } from "../../../domain/reports";
import type { Entry } from "../../../domain/diary";
import { currentTreatments } from "../../../state/current-treatments";
import { entriesOf } from "../../../state/diary";
import { lazy } from "../../../ui";

/** The dialog, loaded when it is first opened. */
export const CorrectReport = lazy(async () => (await import("./correct-report")).CorrectReport);

/** A report that is being corrected, with the entries of all treatments for which it was made. */
export interface Correcting {
  readonly reported: Reported;
  readonly what: string;
  readonly at: number;
  readonly entries: readonly Entry[];
}

/** The last reports of the current treatments that were made with the same tap. */
export function reportsAt(reported: Reported, at: number): readonly Entry[] {
  const last = currentTreatments.value.flatMap(({ id }) => lastReport(entriesOf(id), reported) ?? []);
  return last.filter(({ occurred_at }) => Date.parse(occurred_at) === at);
}
