import { t } from "../../../i18n";
import type { SheetRule, SheetSentence } from "../../../state/authoring";
import { Banner, Button, Card, Empty, Pill, type IconName, type Tone } from "../../../ui";
import { topicLabel } from "../../use-topics";
import { ruleWords } from "../words/rule-words";
import { emptyRule, isUndecided, rulesOf, sentenceText, withAdded, withDecision, withoutProposal, withoutRules, withProposal, withSentence } from "./content";
import { RuleCard } from "./rule-card";
import { marksOf, SentenceText } from "./sentence-text";
import { TextActions } from "./text-actions";
import type { Desk } from "./use-desk";

/** The rules of the selection on the left, and the decisions that can be made about it. */
export function Panel({ desk }: { desk: Desk }) {
  const { selected, content } = desk;
  if (selected === null) return <Empty icon="sheet" title={t(content.document.rules.length === 0 && !desk.fixed ? "practitioner.desk.empty.new" : "practitioner.desk.empty")} />;
  if ("sentence" in selected) return <SentencePanel key={selected.sentence} desk={desk} at={selected.sentence} />;
  const rule = content.document.rules.find((each) => each.id === selected.rule);
  return rule ? <RuleCard key={rule.id} desk={desk} rule={rule} /> : <Empty icon="sheet" title={t("practitioner.desk.empty")} />;
}

function SentencePanel({ desk, at }: { desk: Desk; at: number }) {
  const { content, fixed } = desk;
  const sentence = content.original?.sentences[at];
  if (!sentence) return null;
  if (sentence.heading && sentence.rule_ids.length === 0) return <HeadingPanel desk={desk} at={at} sentence={sentence} />;
  const rules = rulesOf(content, sentence);
  const letters = Array.from(content.original.text);
  return (
    <section class="stack" aria-label={t("practitioner.desk.panel")}>
      <blockquote class="desk-quote" lang={content.original.language}><SentenceText desk={desk} sentence={sentence} letters={letters} /></blockquote>
      {isUndecided(sentence) && !fixed && <Banner tone="wait" icon="edit" title={t("practitioner.desk.decide.title")}><p>{rules.length > 0 ? t("practitioner.desk.decide.each") : reasonText(sentence.reason, marksOf(desk, sentence, letters).length > 0)}</p></Banner>}
      {rules.map((rule) => <RuleCard key={rule.id} desk={desk} rule={rule} />)}
      {rules.length > 0 && !fixed && <StillOpen words={marksOf(desk, sentence, letters).map(([from, to]) => letters.slice(from, to).join(""))} />}
      {!fixed && !isUnsure(sentence) && <Proposals desk={desk} at={at} proposals={sentence.proposals} />}
      {!fixed && <Decisions desk={desk} at={at} />}
      {!fixed && isUnsure(sentence) && <Proposals unsure desk={desk} at={at} proposals={sentence.proposals} />}
      {!fixed && <TextActions desk={desk} at={at} />}
    </section>
  );
}

/** Why the desk does not go on by itself: words of the sentence are in none of its rules. */
function StillOpen({ words }: { words: readonly string[] }) {
  return words.length > 0 && <p class="small soft">{t("practitioner.desk.still-underlined", { words: [...new Set(words)].join(", ") })}</p>;
}

/** A heading is shown above the sentences that patients read, unless it is left out. */
function HeadingPanel({ desk, at, sentence }: { desk: Desk; at: number; sentence: SheetSentence }) {
  const shown = sentence.state !== "left-out";
  const toggle = (): void => desk.undoable(t(shown ? "practitioner.desk.left-out.done" : "practitioner.desk.text.heading-shown"), (now) => withSentence(now, at, { state: shown ? "left-out" : "reading-only" }));
  return (
    <section class="stack" aria-label={t("practitioner.desk.panel")}>
      <blockquote class="desk-quote" lang={desk.content.original?.language}>{sentenceText(desk.content, at)}</blockquote>
      {!desk.fixed && (
        <>
          <p class="small soft">{t("practitioner.desk.text.heading-hint")}</p>
          <div class="row"><Button kind="quiet" icon={shown ? "leave" : "note"} onClick={toggle}>{t(shown ? "practitioner.desk.left-out" : "practitioner.desk.text.show-heading")}</Button></div>
          <TextActions desk={desk} at={at} />
        </>
      )}
    </section>
  );
}

const REASONS = ["no-rule", "practical", "no-verb", "no-topic", "condition", "time", "window", "words", "long"] as const;

/** Why the sentence was not read, as the importer names it. `isMarked` tells whether words of it are underlined. */
function reasonText(reason: string, isMarked: boolean): string {
  if (reason === "words" && !isMarked) return t("practitioner.desk.reason.check");
  const known = REASONS.find((each) => each === reason);
  return known ? t(`practitioner.desk.reason.${known}`) : t("practitioner.desk.reason.no-rule");
}

/** Reasons with which the reader may have taken a sentence for its opposite. */
const UNSURE: readonly string[] = ["words", "no-verb", "condition"];

/** Whether a suggestion may say the opposite of its sentence: then it is not what is offered first. */
function isUnsure({ state, reason, proposals }: SheetSentence): boolean {
  return state === "decide" && UNSURE.includes(reason) && proposals.some(({ verb }) => verb in SENSE);
}

/** What a rule would tell patients, in a word. */
const SENSE: Readonly<Partial<Record<SheetRule["verb"], { readonly tone: Tone; readonly icon: IconName; readonly key: "no" | "yes" | "only" }>>> = {
  avoid: { tone: "plum", icon: "no", key: "no" },
  allow: { tone: "teal", icon: "yes", key: "yes" },
  only: { tone: "ochre", icon: "attention", key: "only" },
};

function Sense({ rule }: { rule: SheetRule }) {
  const sense = SENSE[rule.verb];
  return sense ? <Pill tone={sense.tone} icon={sense.icon}>{t(`practitioner.desk.sense.${sense.key}`)}</Pill> : null;
}

interface ProposalsProps {
  readonly desk: Desk;
  readonly at: number;
  readonly proposals: readonly SheetRule[];
  /** Whether the reader may have misunderstood the sentence. */
  readonly unsure?: boolean;
}

function Proposals({ desk, at, proposals, unsure = false }: ProposalsProps) {
  if (proposals.length === 0) return null;
  const take = (proposal: SheetRule): void => {
    desk.undoable(t("practitioner.desk.taken"), (now) => withProposal(now, at, proposal).content);
    if (proposals.length === 1) desk.moveOn();
  };
  const dismiss = (proposal: SheetRule): void => {
    desk.undoable(t("practitioner.desk.dismissed"), (now) => withoutProposal(now, at, proposal));
    if (proposals.length === 1) desk.moveOn();
  };
  const takeAndChange = (proposal: SheetRule): void =>
    desk.undoable(t("practitioner.desk.taken"), (now) => {
      const { content, id } = withProposal(now, at, proposal);
      desk.edit(id);
      return content;
    });
  return (
    <Card title={t("practitioner.desk.proposals")}>
      {unsure && <p class="small soft">{t("practitioner.desk.proposals.unsure")}</p>}
      {proposals.map((proposal, index) => (
        <div class="desk-proposal" key={`${index} ${proposal.id}`}>
          <Sense rule={proposal} />
          <p><strong>{ruleWords(proposal, (topic) => topicLabel(desk.tree, topic))}</strong></p>
          <div class="row">
            {!unsure && <Button kind="quiet" icon="yes" onClick={() => take(proposal)}>{t("practitioner.desk.take")}</Button>}
            <Button kind="quiet" icon="edit" onClick={() => takeAndChange(proposal)}>{t("practitioner.desk.take-and-change")}</Button>
            {unsure && <Button kind="plain" onClick={() => take(proposal)}>{t("practitioner.desk.take")}</Button>}
            <Button kind="plain" icon="close" onClick={() => dismiss(proposal)}>{t("practitioner.desk.dismiss")}</Button>
          </div>
        </div>
      ))}
    </Card>
  );
}

function Decisions({ desk, at }: { desk: Desk; at: number }) {
  const state = desk.content.original?.sentences[at]?.state;
  const leave = (as: "reading-only" | "left-out"): void => {
    desk.undoable(t(`practitioner.desk.${as}.done`), (now) => withoutRules(now, at, as));
    desk.moveOn();
  };
  const add = (): void =>
    desk.change((now) => {
      const { content, id } = withAdded(now, at, emptyRule(now, at));
      desk.edit(id);
      return content;
    });
  return (
    <div class="stack-s">
      <div class="row">
        <Button kind="quiet" icon="check-in" onClick={add}>{t("practitioner.desk.add-rule")}</Button>
        {state !== "reading-only" && <Button kind="quiet" icon="note" onClick={() => leave("reading-only")}>{t("practitioner.desk.reading-only")}</Button>}
        {state !== "left-out" && <Button kind="quiet" icon="leave" onClick={() => leave("left-out")}>{t("practitioner.desk.left-out")}</Button>}
        {(state === "reading-only" || state === "left-out") && <Button kind="plain" onClick={() => desk.change((now) => withDecision(now, at))}>{t("practitioner.desk.decide-again")}</Button>}
      </div>
      <p class="small soft">{t("practitioner.desk.leave.hint")}</p>
    </div>
  );
}
