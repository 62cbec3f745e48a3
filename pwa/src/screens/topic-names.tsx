import { topicLabel, useTopics } from "./use-topics";

/** The id of the list of suggestions, for the `list` attribute of an input. */
export const TOPIC_NAMES = "topics";

/** Suggests the labels of all topics to inputs with `list={TOPIC_NAMES}`. */
export function TopicNames() {
  const tree = useTopics();
  return (
    <datalist id={TOPIC_NAMES}>
      {tree?.topics.map((topic) => (
        <option key={topic} value={topicLabel(tree, topic)} />
      ))}
    </datalist>
  );
}
