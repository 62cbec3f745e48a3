import type { Milestone } from "../../domain/timeline";
import { locale, t } from "../../i18n";
import { topicLabel, useTopics } from "../use-topics";

/** The label of a permission that has a condition. It needs the topics, and is never shown without its condition. */
export function MilestoneCondition({ milestone }: { milestone: Milestone }) {
  const tree = useTopics();
  const conditions = (milestone.with ?? []).map((topic) => topicLabel(tree, topic));
  const either = new Intl.ListFormat(locale.value, { type: "disjunction" }).format(conditions);
  return <strong>{t("patient.milestone.allowed.with", { conditions: either })}</strong>;
}
