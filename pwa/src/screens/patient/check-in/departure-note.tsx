import { answer } from "../../../domain/answers";
import { departuresIn } from "../../../domain/departures";
import type { Entry, Treatment } from "../../../domain/diary";
import type { TopicTree } from "../../../domain/topics";
import { findTopic } from "../../../domain/topics-match";
import { language, t } from "../../../i18n";
import { entries } from "../../../state/diary";
import { useTopics } from "../../use-topics";
import { Says } from "../says";

/** The products and activities of the entry that the sheet did not permit at its time, named without blame. */
export function DepartureNote({ treatment, entry }: { treatment: Treatment; entry: Entry }) {
  const tree = useTopics();
  if (!tree) return null;
  const others = entries.value.filter(({ id }) => id !== entry.id);
  const departures = departuresIn(treatment.timeline, [...others, entry], {
    topicsIn: (line) => topicsIn(tree, line),
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

/** The topics of a line; a typing slip is not corrected, because nobody confirms what was meant. */
function topicsIn(tree: TopicTree, line: string): readonly string[] {
  const match = findTopic(tree, line, language.value);
  return match && match.how !== "typo" ? [match.topic, ...match.alternatives] : [];
}
