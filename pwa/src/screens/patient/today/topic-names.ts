import { shortOf, type NamedTopics } from "../../../domain/topic-names";
import { language } from "../../../i18n";
import { inside } from "../ask/topics-text";

const FEW = 2;

/** The short names of the first topics and how many there are beside them: "Sauna, Swimming +3". */
export function namesOf(topics: readonly string[], tree: NamedTopics): string {
  return shortList(topics, (topic) => shortOf(tree, topic, language.value));
}

/** The same as it appears inside a sentence: "sunscreen, hat +3". */
export function namesInside(topics: readonly string[], tree: NamedTopics): string {
  return shortList(topics, (topic) => inside(shortOf(tree, topic, language.value)));
}

function shortList(topics: readonly string[], nameOf: (topic: string) => string): string {
  return topics.slice(0, FEW).map(nameOf).join(", ") + (topics.length > FEW ? ` +${topics.length - FEW}` : "");
}
