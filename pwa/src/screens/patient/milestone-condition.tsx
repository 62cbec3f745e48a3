import { locale, t } from "../../i18n";
import { topicLabel, useTopics } from "../use-topics";

/** The label of a permission that needs one of these topics. It is never shown without its condition. */
export function MilestoneCondition({ needed }: { needed: readonly string[] }) {
  const tree = useTopics();
  const conditions = needed.map((topic) => topicLabel(tree, topic));
  const either = new Intl.ListFormat(locale.value, { type: "disjunction" }).format(conditions);
  return <strong>{t("patient.milestone.allowed.with", { conditions: either })}</strong>;
}
