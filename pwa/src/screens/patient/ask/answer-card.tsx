import { useState } from "preact/hooks";
import { Button, Card, Icon, type IconName, type Tone } from "../../../ui";
import { answer, type AnswerKind, type StricterMember } from "../../../domain/answers";
import type { Treatment } from "../../../domain/diary";
import { stricterAnswer } from "../../../domain/stricter-answer";
import { labelOf, type TopicTree } from "../../../domain/topics";
import { language, t } from "../../../i18n";
import { answerTimes } from "../../../state/clock";
import { states } from "../../../state/diary";
import { RuleDetails } from "../rule-dialog";
import { SendQuestion } from "./send-question";
import { conditionLines, exceptLine, headline, whenLine } from "./answer-text";
import { ConfirmState } from "../confirm-state";

const STYLES: Readonly<Record<AnswerKind, { tone: Tone; icon: IconName }>> = {
  yes: { tone: "teal", icon: "yes" },
  "not-yet": { tone: "ochre", icon: "wait" },
  only: { tone: "ochre", icon: "only" },
  no: { tone: "plum", icon: "no" },
  tell: { tone: "plum", icon: "call" },
  longer: { tone: "ochre", icon: "attention" },
  unsaid: { tone: "sand", icon: "unsaid" },
  expected: { tone: "sand", icon: "expect" },
  over: { tone: "sand", icon: "info" },
};

interface AnswerCardProps {
  readonly treatment: Treatment;
  readonly tree: TopicTree;
  readonly words: string;
  readonly topic: string | null;
  readonly understood: string | null;
  readonly alternatives: readonly string[];
  readonly onPick: (topic: string) => void;
}

/** One of the answers, with its condition, the rule that decided it, and what the patient can do next. */
export function AnswerCard({ treatment, tree, words, topic, understood, alternatives, onPick }: AnswerCardProps) {
  const result = stricterAnswer(answerTimes.value, (now) => answer(treatment.timeline, tree, topic, { now, states: states.value }));
  const { tone, icon } = STYLES[result.kind];
  const when = whenLine(result);
  return (
    <Card tone={tone}>
      <p class="small soft">{topic === null ? t("patient.ask.unknown", { words }) : t("patient.ask.understood", { what: understood ?? "" })}</p>
      {conditionLines(result, tree).map((line) => (
        <p key={line} class="answer__when">{line}</p>
      ))}
      <h2 class={`answer answer--${tone}`}>
        <Icon name={icon} /> {headline(result, tree)}
      </h2>
      {when !== undefined && <p class="answer__when">{when}</p>}
      {result.except.length > 0 && <Stricter members={result.except} tree={tree} />}
      {result.rule && <RuleDetails rule={result.rule} />}
      {result.also.map((rule) => (
        <RuleDetails key={rule.id} rule={rule} />
      ))}
      {result.dependsOn.map((gate) => (
        <ConfirmState key={gate} treatment={treatment} gate={gate} />
      ))}
      {result.kind === "unsaid" && <SendQuestion treatment={treatment} words={words} />}
      {result.kind !== "unsaid" && <AskAnyway treatment={treatment} words={words} />}
      {alternatives.length > 0 && (
        <p class="row small">
          {t("patient.ask.or")}
          {alternatives.map((each) => (
            <button key={each} type="button" class="chip" onClick={() => onPick(each)}>
              {labelOf(tree, each, language.value)}
            </button>
          ))}
        </p>
      )}
    </Card>
  );
}

function Stricter({ members, tree }: { members: readonly StricterMember[]; tree: TopicTree }) {
  return (
    <div>
      <p>{t("patient.answer.except")}</p>
      <ul class="bullets">
        {members.map((member) => (
          <li key={member.topic}>{exceptLine(member, tree)}</li>
        ))}
      </ul>
    </div>
  );
}

function AskAnyway({ treatment, words }: { treatment: Treatment; words: string }) {
  const [open, setOpen] = useState(false);
  if (treatment.practitioner_name === null) return null;
  if (open) return <SendQuestion treatment={treatment} words={words} />;
  return (
    <Button kind="plain" icon="reply" onClick={() => setOpen(true)}>
      {t("patient.ask.anyway")}
    </Button>
  );
}
