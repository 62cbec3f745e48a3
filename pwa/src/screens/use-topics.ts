import { labelOf } from "../domain/topic-names";
import type { TopicTree } from "../domain/topics";
import { language } from "../i18n";
import { useLoaded } from "../state/loaded";
import { topics } from "../state/topic-tree";

/** The topics with their labels; undefined until the phone has them, and if they cannot be loaded. */
export function useTopics(): TopicTree | undefined {
  useLoaded(loadTopics);
  return topics.value;
}

/** The code that reads topics is loaded after the first screen. */
export async function loadTopics(): Promise<void> {
  await (await import("../state/topics")).loadTopics();
}

/** What people call a topic; without the tree, its name without hyphens. */
export function topicLabel(tree: TopicTree | undefined, topic: string): string {
  return tree?.lineage.has(topic) ? labelOf(tree, topic, language.value) : topic.replaceAll("-", " ");
}

/** The topic behind a label that a person typed or picked; any other text is taken as a topic's name. */
export function topicOf(tree: TopicTree | undefined, text: string): string {
  const wanted = text.trim().toLowerCase();
  return tree?.topics.find((topic) => topicLabel(tree, topic).toLowerCase() === wanted) ?? text.trim();
}
