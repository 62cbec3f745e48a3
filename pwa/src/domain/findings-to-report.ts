/** What one check-in shows that the sheet says to report to the practitioner. */

import { assess, type Finding } from "./assessment";
import { INFLAMMATION } from "./course";
import type { Entry } from "./diary";
import type { Timeline } from "./timeline";
import type { Symptom } from "./vocabulary";

/**
 * The findings to show after this entry: those that it raised, and earlier ones that it still shows if the sheet asks to
 * call about them. Other findings (a symptom lasts too long, or came back) are shown once, at the entry where they began.
 */
export function findingsToReport(timeline: Timeline, diary: readonly Entry[], entry: Entry): readonly Finding[] {
  const entries = [...diary.filter((each) => each.id !== entry.id), entry];
  return assess(timeline, entries).filter(
    (finding) => finding.entry_id === entry.id || (asksToCall(finding) && Date.parse(finding.since_at) <= Date.parse(entry.occurred_at) && isStillShown(entry, finding)),
  );
}

function asksToCall({ kind }: Finding): boolean {
  return kind === "reportable-sign" || kind === "past-call-after";
}

function isStillShown({ document }: Entry, { symptom, sign }: Finding): boolean {
  if (sign !== null) return document.signs.some((reported) => reported.sign === sign);
  const cues = symptom === "inflammation" ? INFLAMMATION : [symptom as Symptom];
  return cues.some((cue) => (document.scores[cue] ?? 0) > 0);
}
