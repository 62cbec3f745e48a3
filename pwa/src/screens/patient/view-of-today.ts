/** What every current version of the sheet says for today, by both clocks. */

import { timelinesOf, type Treatment } from "../../domain/diary";
import { stricterToday, todayOfBoth } from "../../domain/stricter-today";
import { today, type Today } from "../../domain/today";
import { answerTimes } from "../../state/clock";
import { statesIn } from "../../state/diary";

/** Today for a treatment, the stricter of its own sheet and of a safety correction that it has not accepted. */
export function viewOfToday(treatment: Treatment): Today {
  const of = (timeline: Treatment["timeline"]): Today => {
    const reported = statesIn({ id: treatment.id, timeline });
    return stricterToday(answerTimes.value, (now) => today(timeline, now, reported));
  };
  const [own, ...corrections] = timelinesOf(treatment);
  return corrections.map(of).reduce(todayOfBoth, of(own));
}
