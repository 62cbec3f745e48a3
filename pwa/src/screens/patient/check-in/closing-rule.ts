import { isOtherCue } from "../../../domain/check-in";
import { isBetweenTreatments } from "../../../domain/course-progress";
import { timelinesOf, type EntryDocument, type Treatment } from "../../../domain/diary";
import { stillToDo } from "../../../domain/duties";
import { expectedNow } from "../../../domain/expected-now";
import type { TimelineRule } from "../../../domain/timeline";
import type { SkinCue, Symptom } from "../../../domain/vocabulary";
import { answerTimes, now } from "../../../state/clock";
import { statesIn } from "../../../state/diary";
import { me } from "../../../state/auth-session";
import { viewOfToday } from "../view-of-today";

/**
 * The rule to quote after a check-in: what every version of the sheet expects now of a symptom that was just scored, the soonest to
 * end first; else a duty of today, what to leave alone, or what to report. Only what applies for certain; undefined if there is none,
 * and after the course: rules without an end no longer say anything about that day.
 */
export function closingRule(treatment: Treatment, scores: EntryDocument["scores"]): TimelineRule | undefined {
  const reported = statesIn(treatment);
  if (isBetweenTreatments(treatment.timeline, now.value, reported)) return undefined;
  const cues = (me()?.skin_cues ?? []) as SkinCue[];
  const view = viewOfToday(treatment);
  const lines = expectedNow(timelinesOf(treatment), view.expect, answerTimes.value);
  const present = lines.find(({ symptom }) => (scores[symptom as Symptom] ?? 0) > 0 && !isOtherCue(symptom, cues));
  const others = [...stillToDo(view.do, treatment.timeline, now.value, reported), ...view.leaveAlone, ...view.tell];
  return (present ?? others.find(({ sure }) => sure))?.rule;
}
