import { useState } from "preact/hooks";
import { Button, Field } from "../../../ui";
import type { Treatment } from "../../../domain/diary";
import { readQuestion, type Question as AskedQuestion } from "../../../domain/questions";
import { reply, stricterReply, type Reply, type ReplyTo } from "../../../domain/replies";
import { shortOf, type TopicTree } from "../../../domain/topics";
import { language, t } from "../../../i18n";
import { answerTimes, phoneTimeZone } from "../../../state/clock";
import { conditionName } from "../../conditions";
import { askedOf } from "./asked-treatments";
import { commonTopics } from "./common-topics";
import { StatedConditions } from "./own-condition";
import { ReplyView } from "./reply";
import { askedText } from "./reply-text";
import { Understood, withoutLeft } from "./understood";
import "./ask.css";

/** What was asked, and how it was read. */
interface Asked {
  readonly words: string;
  readonly question: AskedQuestion;
  /** What the person has left out, because it was misunderstood. */
  readonly left: ReadonlySet<string>;
}

/** Conditions of the sheet's own, as the person has answered them on this visit. */
export type Stated = Readonly<Record<string, boolean>>;

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
    setAsked({ words: name, question: about(topic, name), left: NOTHING });
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

/** A topic that was tapped: "may I", and nothing else. */
function about(topic: string, understood: string): AskedQuestion {
  const named = [{ topic, understood, how: "exact", aside: false, unclear: false }] as const;
  const rest = { conditions: [], unknown: [], at: null, negated: false, statementOnly: false } as const;
  return { kind: "may", topics: named, language: language.value, ...rest };
}

/**
 * The treatment with what was answered about conditions. "No" to what a rule needs leaves it open: the sheet names the
 * condition, so it must not look as if it said nothing.
 */
function withStated(to: ReplyTo, stated: Stated): ReplyTo {
  const needed = new Set(to.timeline.windows.flatMap(({ needs }) => needs));
  const counted = Object.entries(stated).filter(([condition, holds]) => holds || !needed.has(condition));
  return { ...to, states: { ...to.states, ...Object.fromEntries(counted) } };
}

function statedNames(stated: Stated, treatments: readonly Treatment[]): readonly string[] {
  const names = treatments.map(({ timeline }) => timeline.conditions);
  return Object.entries(stated).map(([condition, holds]) => {
    const name = names.map((each) => conditionName(condition, each)).find(Boolean) ?? "";
    return holds ? name : t("patient.condition.not", { what: name });
  });
}

function toggled(left: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return left.has(id) ? new Set([...left].filter((each) => each !== id)) : new Set([...left, id]);
}

function replyTo(question: AskedQuestion, treatments: QuestionProps["treatments"], tree: TopicTree, stated: Stated = {}): Reply {
  const [first, ...others] = askedOf(question, treatments, tree);
  const asked = [withStated(first, stated), ...others.map((each) => withStated(each, stated))] as const;
  return stricterReply(answerTimes.value, (now) => reply(question, asked, { now, timeZone: phoneTimeZone() }));
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
