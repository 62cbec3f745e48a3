import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Treatment } from "../../../domain/diary";
import { closing, statement, verdictFirst, type Part, type Reply } from "../../../domain/replies";
import { PRESCRIBED, type TimelineRule } from "../../../domain/timeline";
import { t } from "../../../i18n";
import { Banner, Button, Card, Icon } from "../../../ui";
import { plainSentencesOf, sentencesAbout, unreadSentencesOf } from "../../../domain/reading";
import { ConfirmState } from "../confirm-state";
import { RuleDetails } from "../rule-dialog";
import { conditionName } from "../../conditions";
import { ReadingAbout } from "../reading";
import { treatmentNamed } from "./asked-treatments";
import { OwnCondition } from "./own-condition";
import { askedText, sentenceText } from "./reply-text";
import { SendQuestion } from "./send-question";
import { ThenStrip } from "./then-strip";
import { VERDICTS } from "./verdicts";

interface ReplyViewProps {
  readonly reply: Reply;
  readonly treatments: readonly [Treatment, ...Treatment[]];
  readonly words: string;
  /** The person has answered whether a condition of the sheet's own holds. */
  readonly onState: (condition: string, holds: boolean) => void;
  /** What was understood. */
  readonly children?: ComponentChildren;
}

/**
 * What the sheets say about a question: a statement for each topic and treatment, the strictest first, with its rule.
 */
export function ReplyView({ reply, treatments, words, onState, children }: ReplyViewProps) {
  const { unknown } = reply.question;
  const about = askedText(reply);
  const [treatment] = treatments;
  const of = ({ askedOf: { name, timeline } }: Part): Treatment => treatmentNamed(name, timeline, treatments);
  const searched = [words, ...reply.parts.map(({ understood }) => understood)].join(" ");
  const isSilent = reply.parts.every(({ answer }) => answer.kind === "unsaid" && !answer.except.length);
  const says = isSilent || reply.parts.every(({ answer }) => answer.kind === "unsaid" || answer.kind === "over");
  return (
    <div class="stack">
      {unknown.length > 0 && <Banner tone="attention">{t("answer.unknown", { words: unknown.join(", ") })}</Banner>}
      {children}
      {about !== undefined && <p class="reply__about">{about}</p>}
      {reply.parts.map((part, place) => (
        <PartCard key={`${part.answer.topic ?? ""} ${part.askedOf.name}`} part={part} treatment={of(part)} gates={newGates(reply.parts, place)} onState={onState} verdict={verdictFirst(reply)} asksHow={reply.question.kind === "how"} first={about ?? t("answer.then.now")} />
      ))}
      {closing(reply).map((sentence) => (
        <p key={sentence.key} class="reply__more">{sentenceText(sentence, reply.parts[0].askedOf.tree)}</p>
      ))}
      <ReadingAbout lead={t("patient.ask.unread")} sentences={sentencesAbout(searched, treatments.flatMap(unreadSentencesOf))} />
      {says && <ReadingAbout lead={t("patient.ask.reading")} sentences={sentencesAbout(words, treatments.flatMap(plainSentencesOf).filter(({ unread }) => !unread))} />}
      {isSilent ? <SendQuestion treatment={treatment} words={words} /> : <AskAnyway treatment={treatment} words={words} />}
    </div>
  );
}

interface PartCardProps {
  readonly part: Part;
  readonly treatment: Treatment;
  /** What to ask for on this card. */
  readonly gates: readonly string[];
  readonly onState: ReplyViewProps["onState"];
  readonly verdict: boolean;
  readonly asksHow: boolean;
  readonly first: string;
}

function PartCard({ part, treatment, gates, onState, verdict, asksHow, first }: PartCardProps) {
  const { answer, askedOf, understood, typo } = part;
  const { tone, icon } = VERDICTS[answer.kind];
  const [headline = "", ...others] = statement(part, asksHow).map((sentence) => sentenceText(sentence, askedOf.tree));
  return (
    <Card tone={tone}>
      {askedOf.name !== "" && <p class="reply__treatment">{askedOf.name}</p>}
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
      {gates.map((gate) => {
        const name = conditionName(gate, askedOf.timeline.conditions);
        return name === undefined ? <ConfirmState key={gate} treatment={treatment} gate={gate} /> : <OwnCondition key={gate} name={name} onAnswer={(holds) => onState(gate, holds)} />;
      })}
      {rulesOf(part).map((rule) => (
        <RuleDetails key={rule.id} rule={rule} of={treatment} />
      ))}
    </Card>
  );
}

/** What this part depends on and no earlier part of the same treatment does. */
function newGates(parts: readonly Part[], place: number): readonly string[] {
  const name = parts[place]?.askedOf.name;
  const before = parts.slice(0, place).filter(({ askedOf }) => askedOf.name === name);
  const asked = new Set(before.flatMap(({ answer }) => answer.dependsOn));
  return (parts[place]?.answer.dependsOn ?? []).filter((gate) => gate !== PRESCRIBED && !asked.has(gate));
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
