import type { TopicTree } from "../../../domain/topics";
import { t } from "../../../i18n";
import type { PublicationSummary } from "../../../state/authoring";
import { Pill } from "../../../ui";
import { topicLabel } from "../../use-topics";
import { ruleWords } from "../words/rule-words";

/** What is different from the newest published version, rule by rule, in words. */
export function Changes({ summary, tree }: { summary: PublicationSummary; tree: TopicTree }) {
  const { changes, previous_version: previous } = summary;
  if (previous === null) return <p class="soft">{t("practitioner.desk.publish.first")}</p>;
  const words = (rule: NonNullable<(typeof changes)[number]["before"]>): string => ruleWords(rule, (topic) => topicLabel(tree, topic));
  return (
    <section class="stack-s">
      <h3>{t("practitioner.desk.publish.changes", { version: previous })}</h3>
      {changes.length === 0 && <p class="soft">{t("practitioner.desk.publish.same")}</p>}
      <ul class="desk-changes">
        {changes.map(({ before, after }) => (
          <li key={(after ?? before)?.id}>
            <Pill tone={before === null ? "teal" : after === null ? "plum" : "ochre"}>{t(`practitioner.desk.publish.${before === null ? "added" : after === null ? "removed" : "changed"}`)}</Pill>
            {before && <p class={after ? "soft" : ""}><s>{words(before)}</s></p>}
            {after && <p>{words(after)}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
