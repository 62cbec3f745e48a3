import { useState } from "preact/hooks";
import { Button, Field } from "../../../ui";
import type { Treatment } from "../../../domain/diary";
import { readQuestion, type Question as AskedQuestion } from "../../../domain/questions";
import { shortOf, type TopicTree } from "../../../domain/topics";
import { language, t } from "../../../i18n";
import { commonTopics } from "./common-topics";
import { StatedConditions } from "./own-condition";
import { ReplyView } from "./reply";
import { askedText } from "./reply-text";
import { statedNames, type Stated } from "./stated";
import { questionAbout, replyTo } from "./topic-reply";
import { Understood, withoutLeft } from "./understood";

/** What was asked, and how it was read. */
interface Asked {
  readonly words: string;
  readonly question: AskedQuestion;
  /** The parts that the person has left out because they were misunderstood. */
  readonly left: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

interface QuestionProps {
  readonly treatments: readonly [Treatment, ...Treatment[]];
  readonly tree: TopicTree;
}

/** The field, the reply and the topics to tap. It only reads signals, so that an author's preview can show it, too. */
export function Question({ treatments, tree }: QuestionProps) {
  const [words, setWords] = useState("");
  const [asked, setAsked] = useState<Asked | null>(null);
  const [stated, setStated] = useState<Stated>({});
  const [treatment] = treatments;
  const ask = (): void => setAsked({ words, question: readQuestion(words, language.value, tree), left: NOTHING });
  const pick = (topic: string): void => {
    const name = shortOf(tree, topic, language.value);
    setWords(name);
    setAsked({ words: name, question: questionAbout(topic, name), left: NOTHING });
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
        {asked && (
          <ReplyView key={asked.words} treatments={treatments} words={asked.words} reply={replyTo(withoutLeft(asked.question, asked.left), treatments, tree, stated)} onState={(condition, holds) => setStated({ ...stated, [condition]: holds })}>
            <StatedConditions names={statedNames(stated, treatments)} onForget={() => setStated({})} />
            <Understood question={asked.question} tree={tree} about={askedText(replyTo(asked.question, treatments, tree))} left={asked.left} onToggle={(id) => setAsked({ ...asked, left: toggled(asked.left, id) })} />
          </ReplyView>
        )}
      </div>
      <Often treatment={treatment} tree={tree} onPick={pick} />
    </>
  );
}

function toggled(left: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return left.has(id) ? new Set([...left].filter((each) => each !== id)) : new Set([...left, id]);
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
