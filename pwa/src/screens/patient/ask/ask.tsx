import { useEffect } from "preact/hooks";
import { ActionError, Screen, Skeleton } from "../../../ui";
import type { Treatment } from "../../../domain/diary";
import { locale, t } from "../../../i18n";
import { currentTreatments } from "../../../state/current-treatments";
import { useLoaded } from "../../../state/loaded";
import { loadTopics, topics, topicsProblem } from "../../../state/topics";
import { ClockBanner } from "../clock-banner";
import { titleOf } from "../sheet-language";
import { WithTreatment } from "../with-treatment";
import { treeOf } from "./tree-of";
import { Question } from "./question";

/** "Can I …?": answers from the sheet to a typed or tapped question. Works offline once the topics are on the phone. */
export default function AskScreen() {
  return (
    <WithTreatment title={t("patient.ask.title")}>
      {(treatment) => (
        <Screen title={t("patient.ask.title")} lead={t("patient.ask.lead", { sheet: sheetsOf(treatment) })}>
          <ClockBanner />
          <Topics treatment={treatment} />
        </Screen>
      )}
    </WithTreatment>
  );
}

/** The sheets that are asked: "Needling" or "Needling and Peel". */
function sheetsOf(treatment: Treatment): string {
  const titles = [treatment, ...currentTreatments.value].map(titleOf);
  return new Intl.ListFormat(locale.value).format(new Set(titles));
}

/** The question, as soon as the phone has the topics; until then, the reason why it has none. */
function Topics({ treatment }: { treatment: Treatment }) {
  const [, again] = useLoaded(loadTopics);
  useEffect(() => {
    topics.value?.languages(); // while nothing is typed yet
  }, [topics.value]);
  const treatments: readonly [Treatment, ...Treatment[]] = [treatment, ...currentTreatments.value.filter(({ id }) => id !== treatment.id)];
  if (topics.value) return <Question treatments={treatments} tree={treeOf(treatments, topics.value)} />;
  return topicsProblem.value === undefined ? <Skeleton lines={4} /> : <ActionError problem={topicsProblem.value} retry={again} />;
}
