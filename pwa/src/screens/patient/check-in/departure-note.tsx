import { answer } from "../../../domain/answers";
import { departuresIn } from "../../../domain/departures";
import type { Entry, Treatment } from "../../../domain/diary";
import { extendedTree } from "../../../domain/topics-extended";
import { namedIn } from "../../../domain/topics-match";
import { language, t } from "../../../i18n";
import { entries } from "../../../state/diary";
import { useTopics } from "../../use-topics";
import { Says } from "../says";

/** What the entry tells of products and activities that the sheet did not permit at its time, without blame. */
export function DepartureNote({ treatment, entry }: { treatment: Treatment; entry: Entry }) {
  const tree = useTopics();
  if (!tree) return null;
  const others = entries.value.filter(({ id }) => id !== entry.id);
  const departures = departuresIn(treatment.timeline, [...others, entry], {
    topicsIn: (line) => namedIn(extendedTree(tree, treatment.timeline.topics), line, language.value),
    answerAt: (topic, at, states) => answer(treatment.timeline, tree, topic, { now: at, states }),
  }).filter(({ entry_id }) => entry_id === entry.id);
  if (departures.length === 0) return null;
  return (
    <div class="stack-s">
      <strong>{t("patient.departures")}</strong>
      {departures.map(({ topic, words, rule }) => (
        <p key={topic} class="small">
          {words} {rule && <Says rule={rule} />}
        </p>
      ))}
      <p class="small soft">{t("patient.departures.note")}</p>
    </div>
  );
}
