import { useState } from "preact/hooks";
import { ActionError, Button, Field, Screen, Skeleton } from "../../../ui";
import type { Treatment } from "../../../domain/diary";
import { readQuestion, type Question as AskedQuestion } from "../../../domain/questions";
import { reply, stricterReply, type Reply } from "../../../domain/replies";
import { shortOf, type TopicTree } from "../../../domain/topics";
import { extendedTree } from "../../../domain/topics-extended";
import { language, t } from "../../../i18n";
import { answerTimes, phoneTimeZone } from "../../../state/clock";
import { states } from "../../../state/diary";
import { useLoaded } from "../../../state/loaded";
import { loadTopics, topics, topicsProblem } from "../../../state/topics";
import { ClockBanner } from "../clock-banner";
import { WithTreatment } from "../with-treatment";
import { commonTopics } from "./common-topics";
import { ReplyView } from "./reply";
import "./ask.css";
import { titleOf } from "../sheet-language";

/** What was asked, and how it was read. */
interface Asked {
  readonly words: string;
  readonly question: AskedQuestion;
}

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

/** The question, as soon as the phone has the topics; without them, why not. */
function Topics({ treatment }: { treatment: Treatment }) {
  const [, again] = useLoaded(loadTopics);
  if (topics.value) return <Question treatment={treatment} tree={extendedTree(topics.value, treatment.timeline.topics)} />;
  return topicsProblem.value === undefined ? <Skeleton lines={4} /> : <ActionError problem={topicsProblem.value} retry={again} />;
}

function Question({ treatment, tree }: { treatment: Treatment; tree: TopicTree }) {
  const [words, setWords] = useState("");
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = (): void => setAsked({ words, question: readQuestion(words, language.value, tree) });
  const pick = (topic: string): void => {
    const name = shortOf(tree, topic, language.value);
    setWords(name);
    setAsked({ words: name, question: about(topic, name) });
  };
  return (
    <>
      <form
        class="ask"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          if (words.trim() !== "") ask();
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
        {asked && <ReplyView key={asked.words} treatment={treatment} words={asked.words} reply={replyTo(asked.question, treatment, tree)} />}
      </div>
      <Often treatment={treatment} tree={tree} onPick={pick} />
    </>
  );
}

/** A topic that was tapped: "may I", and nothing else. */
function about(topic: string, understood: string): AskedQuestion {
  const named = [{ topic, understood, how: "exact", aside: false, unclear: false }] as const;
  const rest = { conditions: [], unknown: [], at: null, negated: false, statementOnly: false } as const;
  return { kind: "may", topics: named, language: language.value, ...rest };
}

function replyTo(question: AskedQuestion, { timeline }: Treatment, tree: TopicTree): Reply {
  const askedOf = [{ timeline, tree, states: states.value, name: "" }] as const;
  return stricterReply(answerTimes.value, (now) => reply(question, askedOf, { now, timeZone: phoneTimeZone() }));
}

function Often({ treatment, tree, onPick }: { treatment: Treatment; tree: TopicTree; onPick: (topic: string) => void }) {
  return (
    <section class="stack-s">
      <h2>{t("patient.ask.often")}</h2>
      <div class="chips">
        {commonTopics(treatment.timeline, tree).map((topic) => (
          <button key={topic} type="button" class="chip" onClick={() => onPick(topic)}>
            {shortOf(tree, topic, language.value)}
          </button>
        ))}
      </div>
    </section>
  );
}
