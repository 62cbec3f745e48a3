import { labelOf } from "../../domain/topic-names";
import { language } from "../../i18n";
import { currentTreatments } from "../../state/current-treatments";
import { topics } from "../../state/topic-tree";
import { midSentence, plainWords } from "../labels";

/**
 * What the tree or a current sheet calls a topic, for the middle of a sentence; its id until the tree is on this phone.
 * The code that extends the tree by a sheet's topics is not in the first load, so the sheet's own names are read here.
 */
export function topicLabel(topic: string): string {
  const tree = topics.value;
  if (!tree) return plainWords(topic);
  const own = currentTreatments.value.flatMap(({ timeline }) => timeline.topics ?? []).find(({ id }) => id === topic);
  const name = tree.labels.get(language.value)?.get(topic) ?? own?.words[language.value]?.[0];
  if (name !== undefined) return named(name);
  if (tree.lineage.has(topic)) return named(labelOf(tree, topic, language.value));
  const [other] = Object.values(own?.words ?? {}).flat();
  return other === undefined ? plainWords(topic) : named(other);
}

/** German keeps the capital also of several words: the first may be a noun, as in "Balsam X". */
function named(name: string): string {
  return language.value === "de" ? name : midSentence(name);
}
