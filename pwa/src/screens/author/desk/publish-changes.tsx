import type { TopicTree } from "../../../domain/topics";
import { t } from "../../../i18n";
import type { PublicationSummary } from "../../../state/authoring";
import { DifferenceList } from "./differences";

/** What is different from the newest published version: details of the sheet, and rule by rule, in words. */
export function Changes({ summary, tree }: { summary: PublicationSummary; tree: TopicTree }) {
  const { changes, details, previous_version: previous } = summary;
  if (previous === null) return <p class="soft">{t("practitioner.desk.publish.first")}</p>;
  return (
    <section class="stack-s">
      <h3>{t("practitioner.desk.publish.changes", { version: previous })}</h3>
      {details.map(({ field, before, after }) => (
        <p key={field}>{t(`practitioner.desk.difference.${field}`)}: {before !== "" && <s class="soft">{before}</s>} {after}</p>
      ))}
      {changes.length === 0 && <p class="soft">{t("practitioner.desk.publish.same")}</p>}
      <DifferenceList items={changes} tree={tree} />
    </section>
  );
}
