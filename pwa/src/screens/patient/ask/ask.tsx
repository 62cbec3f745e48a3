import { useState } from "preact/hooks";
import { ActionError, Button, Field, Screen, Skeleton } from "../../../ui";
import type { Treatment } from "../../../domain/diary";
import { findTopic } from "../../../domain/topics-match";
import { labelOf, type TopicTree } from "../../../domain/topics";
import { language, t } from "../../../i18n";
import { useLoaded } from "../../../state/loaded";
import { loadTopics, topics, topicsProblem } from "../../../state/topics";
import { ClockBanner } from "../clock-banner";
import { WithTreatment } from "../with-treatment";
import { AnswerCard } from "./answer-card";
import { commonTopics } from "./common-topics";
import "./ask.css";

/** What was asked, and how it was understood. `topic` is null if the tree has no word for it. */
interface Asked {
  readonly words: string;
  readonly topic: string | null;
  readonly understood: string | null;
  readonly alternatives: readonly string[];
}

/** "Can I …?": answers from the sheet to a typed or tapped question. Works offline once the topics are on the phone. */
export default function AskScreen() {
  return (
    <WithTreatment title={t("patient.ask.title")}>
      {(treatment) => (
        <Screen title={t("patient.ask.title")} lead={t("patient.ask.lead", { sheet: treatment.sheet.title })}>
          <ClockBanner />
          <Topics treatment={treatment} />
        </Screen>
      )}
    </WithTreatment>
  );
}

/** The question, as soon as the phone has the topics; without them, why not. */
function Topics({ treatment }: { treatment: Treatment }) {
  const [, again] = useLoaded(loadTopics);
  if (topics.value) return <Question treatment={treatment} tree={topics.value} />;
  return topicsProblem.value === undefined ? <Skeleton lines={4} /> : <ActionError problem={topicsProblem.value} retry={again} />;
}

function Question({ treatment, tree }: { treatment: Treatment; tree: TopicTree }) {
  const [words, setWords] = useState("");
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = (question: string): void => setAsked(understand(tree, question));
  const pick = (topic: string): void => {
    const label = labelOf(tree, topic, language.value);
    setWords(label);
    setAsked({ words: label, topic, understood: label, alternatives: [] });
  };
  return (
    <>
      <form
        class="ask"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          if (words.trim() !== "") ask(words);
        }}
      >
        <Field
          label={t("patient.ask.field")}
          type="search"
          value={words}
          onInput={setWords}
          more={{ autocomplete: "off", enterkeyhint: "search", maxLength: 300, placeholder: t("patient.ask.example") }}
        />
        <Button submit icon="search" label={t("patient.ask.submit")}>
          {""}
        </Button>
      </form>
      <div aria-live="polite">
        {asked && <AnswerCard key={asked.words + String(asked.topic)} treatment={treatment} tree={tree} {...asked} onPick={pick} />}
      </div>
      <Often treatment={treatment} tree={tree} onPick={pick} />
    </>
  );
}

function understand(tree: TopicTree, words: string): Asked {
  const match = findTopic(tree, words, language.value);
  return { words, topic: match?.topic ?? null, understood: match?.understood ?? null, alternatives: match?.alternatives ?? [] };
}

function Often({ treatment, tree, onPick }: { treatment: Treatment; tree: TopicTree; onPick: (topic: string) => void }) {
  return (
    <section class="stack-s">
      <h2>{t("patient.ask.often")}</h2>
      <div class="chips">
        {commonTopics(treatment.timeline, tree).map((topic) => (
          <button key={topic} type="button" class="chip" onClick={() => onPick(topic)}>
            {labelOf(tree, topic, language.value)}
          </button>
        ))}
      </div>
    </section>
  );
}
