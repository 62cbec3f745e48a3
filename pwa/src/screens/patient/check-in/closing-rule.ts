import { isOtherCue } from "../../../domain/check-in";
import { timelinesOf, type EntryDocument, type Treatment } from "../../../domain/diary";
import { stillToDo } from "../../../domain/duties";
import { expectedNow } from "../../../domain/expected-now";
import type { TimelineRule } from "../../../domain/timeline";
import type { SkinCue, Symptom } from "../../../domain/vocabulary";
import { answerTimes, now } from "../../../state/clock";
import { statesIn } from "../../../state/diary";
import { me } from "../../../state/session";
import { viewOfToday } from "../view-of-today";

/**
 * The rule to quote after a check-in: what every version of the sheet expects now of a symptom that was just scored, the soonest to
 * end first; else a duty of today, or what to leave alone. Undefined if the sheet says none of this.
 */
export function closingRule(treatment: Treatment, scores: EntryDocument["scores"]): TimelineRule | undefined {
  const cues = (me()?.skin_cues ?? []) as SkinCue[];
  const view = viewOfToday(treatment);
  const lines = expectedNow(timelinesOf(treatment), view.expect, answerTimes.value);
  const present = lines.find(({ symptom }) => (scores[symptom as Symptom] ?? 0) > 0 && !isOtherCue(symptom, cues));
  const [duty] = stillToDo(view.do, treatment.timeline, now.value, statesIn(treatment));
  return (present ?? duty ?? view.leaveAlone[0])?.rule;
}
