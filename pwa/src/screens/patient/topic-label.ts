import { extendedTree } from "../../domain/topics-extended";
import { labelOf } from "../../domain/topic-names";
import { language } from "../../i18n";
import { currentTreatments } from "../../state/current-treatments";
import { topics } from "../../state/topic-tree";
import { midSentence, plainWords } from "../labels";

/** What the tree or a current sheet calls a topic, for the middle of a sentence; its id until the tree is on this phone. */
export function topicLabel(topic: string): string {
  if (!topics.value) return plainWords(topic);
  const own = currentTreatments.value.flatMap(({ timeline }) => timeline.topics ?? []);
  const tree = extendedTree(topics.value, own);
  return tree.lineage.has(topic) ? midSentence(labelOf(tree, topic, language.value)) : plainWords(topic);
}
