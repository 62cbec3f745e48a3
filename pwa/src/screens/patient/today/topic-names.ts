import { shortOf, type NamedTopics } from "../../../domain/topic-names";
import { language, t } from "../../../i18n";
import { inside } from "../ask/topics-text";

const FEW = 2;

/** The short names of the first topics and how many there are beside them: "Sauna, Swimming and 3 more". */
export function namesOf(topics: readonly string[], tree: NamedTopics): string {
  return shortList(topics, (topic) => shortOf(tree, topic, language.value));
}

/** The same as it appears inside a sentence: "sunscreen, hat and 3 more". */
export function namesInside(topics: readonly string[], tree: NamedTopics): string {
  return shortList(topics, (topic) => inside(shortOf(tree, topic, language.value)));
}

function shortList(topics: readonly string[], nameOf: (topic: string) => string): string {
  const names = topics.slice(0, FEW).map(nameOf).join(", ");
  return topics.length > FEW ? t("patient.next.names-more", { names, number: topics.length - FEW }) : names;
}
