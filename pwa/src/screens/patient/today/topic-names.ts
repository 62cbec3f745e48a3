import { shortOf, type NamedTopics } from "../../../domain/topic-names";
import { language } from "../../../i18n";

const FEW = 2;

/** The short names of the first topics and how many there are beside them: "Sauna, Swimming +3". */
export function namesOf(topics: readonly string[], tree: NamedTopics): string {
  const names = topics.slice(0, FEW).map((topic) => shortOf(tree, topic, language.value));
  return names.join(", ") + (topics.length > FEW ? ` +${topics.length - FEW}` : "");
}
