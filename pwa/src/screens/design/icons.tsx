import { language } from "../../i18n";
import { useLoaded } from "../../state/loaded";
import { loadTopics, topics, topicsProblem } from "../../state/topics";
import { drawingsOf, shortOf, type TopicTree } from "../../domain/topics";
import { ActionError, Icon, type IconName } from "../../ui";
import { ICONS } from "../../ui/icon";
import { DRAWINGS, TopicIcon } from "../../ui/topic-icon";
import { word } from "./words";

/** The icons of the app by name, and those of topics with the topics that are shown by them. */
export function Icons() {
  const [, again] = useLoaded(loadTopics);
  return (
    <section class="stack">
      <h2>{word("icons")}</h2>
      <ul class="design-icons">
        {(Object.keys(ICONS) as IconName[]).map((name) => (
          <li key={name}>
            <Icon name={name} />
            <code>{name}</code>
          </li>
        ))}
      </ul>
      <h2>{word("topics")}</h2>
      <ActionError problem={topicsProblem.value} retry={again} />
      <ul class="design-topics">
        {Object.keys(DRAWINGS).map((name) => (
          <li key={name}>
            <TopicIcon names={[name]} />
            <code>{name}</code>
            {topics.value && <small>{topicsDrawnBy(topics.value, name).join(", ")}</small>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The short names of the topics whose best drawing this is. */
function topicsDrawnBy(tree: TopicTree, drawing: string): readonly string[] {
  const isDrawnSo = (topic: string): boolean => drawingsOf(tree, topic).find((name) => name in DRAWINGS) === drawing;
  return tree.topics.filter(isDrawnSo).map((topic) => shortOf(tree, topic, language.value));
}
