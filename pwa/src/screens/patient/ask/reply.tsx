import { useState } from "preact/hooks";
import type { Treatment } from "../../../domain/diary";
import { closing, statement, verdictFirst, type Part, type Reply } from "../../../domain/replies";
import { PRESCRIBED, type TimelineRule } from "../../../domain/timeline";
import { t } from "../../../i18n";
import { Banner, Button, Card, Icon } from "../../../ui";
import { ConfirmState } from "../confirm-state";
import { RuleDetails } from "../rule-dialog";
import { askedText, sentenceText } from "./reply-text";
import { SendQuestion } from "./send-question";
import { ThenStrip } from "./then-strip";
import { VERDICTS } from "./verdicts";

interface ReplyViewProps {
  readonly reply: Reply;
  readonly treatment: Treatment;
  readonly words: string;
}

/** What the sheet says to a question: a statement for each topic, the strictest first, with the rule behind it. */
export function ReplyView({ reply, treatment, words }: ReplyViewProps) {
  const { unknown } = reply.question;
  const about = askedText(reply);
  const gates = new Set(reply.parts.flatMap(({ answer }) => answer.dependsOn).filter((gate) => gate !== PRESCRIBED));
  const isSilent = reply.parts.every(({ answer }) => answer.kind === "unsaid" && !answer.except.length);
  return (
    <div class="stack">
      {unknown.length > 0 && <Banner tone="attention">{t("answer.unknown", { words: unknown.join(", ") })}</Banner>}
      {about !== undefined && <p class="reply__about">{about}</p>}
      {reply.parts.map((part) => (
        <PartCard key={part.answer.topic} part={part} verdict={verdictFirst(reply)} first={about ?? t("answer.then.now")} />
      ))}
      {closing(reply).map((sentence) => (
        <p key={sentence.key} class="reply__more">{sentenceText(sentence, reply.parts[0].askedOf.tree)}</p>
      ))}
      {[...gates].map((gate) => (
        <ConfirmState key={gate} treatment={treatment} gate={gate} />
      ))}
      {isSilent ? <SendQuestion treatment={treatment} words={words} /> : <AskAnyway treatment={treatment} words={words} />}
    </div>
  );
}

interface PartCardProps {
  readonly part: Part;
  readonly verdict: boolean;
  readonly first: string;
}

function PartCard({ part, verdict, first }: PartCardProps) {
  const { answer, askedOf, understood, typo } = part;
  const { tone, icon } = VERDICTS[answer.kind];
  const [headline = "", ...others] = statement(part).map((sentence) => sentenceText(sentence, askedOf.tree));
  return (
    <Card tone={tone}>
      {typo && <p class="small soft">{t("answer.typo", { understood })}</p>}
      <h2 class={`reply reply--${tone}`}>
        <Icon name={icon} />
        <span class="reply__text">
          {verdict && <strong class="reply__verdict">{t(answer.kind === "yes" ? "answer.lead.yes" : "answer.lead.no")} </strong>}
          {headline}
        </span>
      </h2>
      {others.map((text) => (
        <p key={text} class="reply__more">{text}</p>
      ))}
      <ThenStrip answer={answer} tree={askedOf.tree} first={first} />
      {rulesOf(part).map((rule) => (
        <RuleDetails key={rule.id} rule={rule} />
      ))}
    </Card>
  );
}

/** The rule that decided, then those that belong to the answer, and those of what is stricter. */
function rulesOf({ answer }: Part): readonly TimelineRule[] {
  const rules = [answer.rule, ...answer.also, ...answer.except.map(({ rule }) => rule)].filter((rule) => rule !== null);
  return [...new Map(rules.map((rule) => [rule.id, rule])).values()];
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
