import { useState } from "preact/hooks";
import { Button, Card, Icon, type IconName, type Tone } from "../../../ui";
import { answer, isInstruction, type Answer, type AnswerKind } from "../../../domain/answers";
import type { Treatment } from "../../../domain/diary";
import { stricterAnswer } from "../../../domain/stricter-answer";
import { labelOf, type TopicTree } from "../../../domain/topics";
import { language, t } from "../../../i18n";
import { answerTimes } from "../../../state/clock";
import { states } from "../../../state/diary";
import { RuleDetails } from "../rule-dialog";
import { gateText, whenText } from "../format";
import { SendQuestion } from "./send-question";
import { ConfirmState } from "../confirm-state";

const STYLES: Readonly<Record<AnswerKind, { tone: Tone; icon: IconName }>> = {
  yes: { tone: "teal", icon: "yes" },
  "not-yet": { tone: "ochre", icon: "wait" },
  only: { tone: "ochre", icon: "only" },
  no: { tone: "plum", icon: "no" },
  unsaid: { tone: "sand", icon: "unsaid" },
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

/** One of the five answers, with the rule that decided it, and what the patient can do next. */
export function AnswerCard({ treatment, tree, words, topic, understood, alternatives, onPick }: AnswerCardProps) {
  const result = stricterAnswer(answerTimes.value, (now) => answer(treatment.timeline, tree, topic, { now, states: states.value }));
  const { tone, icon } = STYLES[result.kind];
  const only = result.only.map((each) => labelOf(tree, each, language.value)).join(", ");
  return (
    <Card tone={tone}>
      <p class="small soft">{topic === null ? t("patient.ask.unknown", { words }) : t("patient.ask.understood", { what: understood ?? "" })}</p>
      <h2 class={`answer answer--${tone}`}>
        <Icon name={icon} /> {headline(result, only)}
      </h2>
      {whenLine(result) !== undefined && <p class="answer__when">{whenLine(result)}</p>}
      {result.rule && <RuleDetails rule={result.rule} />}
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

function headline(result: Answer, only: string): string {
  if (result.kind === "only") return t("patient.answer.only", { what: only });
  if (isInstruction(result)) return t("patient.answer.asked");
  return t(`patient.answer.${result.kind}`);
}

/** Since when, until when, or what it depends on. */
function whenLine({ kind, since, until, dependsOn, bound }: Answer): string | undefined {
  if (kind === "unsaid") return undefined;
  if (kind === "yes") {
    if (until !== null) return t("patient.answer.yes-until", { when: whenText(until) });
    return since === null || bound === null ? undefined : t("patient.answer.since", { when: whenText(since) });
  }
  if (kind === "not-yet" && dependsOn.length > 0) return t("patient.answer.depends");
  if (kind === "not-yet" && until === null) return t("patient.answer.no-number");
  if (kind === "not-yet" && until !== null) return t("patient.answer.surely", { when: whenText(until) });
  if (until !== null) return t("patient.answer.until", { when: whenText(until) });
  const gates = dependsOn.filter((gate) => !gate.startsWith("now:")).map(gateText);
  return gates.length ? t("patient.answer.until", { when: gates.join(", ") }) : t("patient.answer.open");
}

