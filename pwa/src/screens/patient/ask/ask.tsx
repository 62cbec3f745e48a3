import { ActionError, Screen, Skeleton } from "../../../ui";
import type { Treatment } from "../../../domain/diary";
import { extendedTree } from "../../../domain/topics-extended";
import { t } from "../../../i18n";
import { useLoaded } from "../../../state/loaded";
import { loadTopics, topics, topicsProblem } from "../../../state/topics";
import { ClockBanner } from "../clock-banner";
import { titleOf } from "../sheet-language";
import { WithTreatment } from "../with-treatment";
import { Question } from "./question";

/** "Can I …?": answers from the sheet to a typed or tapped question. Works offline once the topics are on the phone. */
export default function AskScreen() {
  return (
    <WithTreatment title={t("patient.ask.title")}>
      {(treatment) => (
        <Screen title={t("patient.ask.title")} lead={t("patient.ask.lead", { sheet: titleOf(treatment) })}>
          <ClockBanner />
          <Topics treatment={treatment} />
        </Screen>
      )}
    </WithTreatment>
  );
}

/** The question, as soon as the phone has the topics; until then, the reason why it has none. */
function Topics({ treatment }: { treatment: Treatment }) {
  const [, again] = useLoaded(loadTopics);
  if (topics.value) return <Question treatment={treatment} tree={extendedTree(topics.value, treatment.timeline.topics)} />;
  return topicsProblem.value === undefined ? <Skeleton lines={4} /> : <ActionError problem={topicsProblem.value} retry={again} />;
}
