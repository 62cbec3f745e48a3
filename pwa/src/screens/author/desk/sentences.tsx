import type { ComponentChildren } from "preact";
import { t } from "../../../i18n";
import type { SheetRule, SheetSentence } from "../../../state/authoring";
import { Button, Icon, Pill, type IconName, type Tone } from "../../../ui";
import { issuesOf } from "../editing";
import { topicLabel } from "../../use-topics";
import { ruleWords } from "../words/rule-words";
import { emptyRule, isUndecided, looseRules, rulesOf, withAdded } from "./content";
import { writingAt } from "./notes";
import { SentenceText } from "./sentence-text";
import { SentenceRules } from "./sentence-rules";
import type { Desk } from "./use-desk";

interface ListProps {
  readonly desk: Desk;
  /** Shown below the selected row on a narrow screen. */
  readonly below: (() => ComponentChildren) | null;
}

/** The original text, sentence by sentence, and the rules that belong to none. */
export function SheetText({ desk, below }: ListProps) {
  const { content } = desk;
  const loose = looseRules(content);
  return (
    <div class="sheet-text">
      {content.original && <Sentences desk={desk} below={below} />}
      {(loose.length > 0 || !desk.fixed) && content.original && <h2 class="sheet-text__loose">{t("practitioner.desk.loose")}</h2>}
      {loose.map((rule) => (
        <RuleRow key={rule.id} desk={desk} rule={rule} below={below} />
      ))}
      {!desk.fixed && <AddRule desk={desk} />}
    </div>
  );
}

function AddRule({ desk }: { desk: Desk }) {
  const add = (): void =>
    desk.change((now) => {
      const { content, id } = withAdded(now, null, emptyRule(now, null));
      desk.select({ rule: id });
      desk.edit(id);
      return content;
    });
  return <Button kind="quiet" icon="check-in" onClick={add}>{t(desk.content.original ? "practitioner.desk.add-loose" : "practitioner.desk.add-rule")}</Button>;
}

function Sentences({ desk, below }: ListProps) {
  const { original } = desk.content;
  const letters = original ? Array.from(original.text) : [];
  const selected = desk.selected && "sentence" in desk.selected ? desk.selected.sentence : -1;
  return (
    <ol class="sentences" lang={original?.language}>
      {original?.sentences.map((sentence, at) => (
        <li key={at} id={`sentence-${at}`}>
          {sentence.heading ? (
            <HeadingRow desk={desk} sentence={sentence} at={at} letters={letters} selected={at === selected} />
          ) : (
            <>
              <SentenceRow desk={desk} sentence={sentence} at={at} letters={letters} selected={at === selected} />
              <SentenceRules desk={desk} sentence={sentence} at={at} />
            </>
          )}
          {at === selected && below && <div class="sentences__below">{below()}</div>}
        </li>
      ))}
    </ol>
  );
}

interface RowProps {
  readonly desk: Desk;
  readonly sentence: SheetSentence;
  readonly at: number;
  readonly letters: readonly string[];
  readonly selected: boolean;
}

/** A heading can be selected, too: it may not be a heading at all, or not be meant for patients. */
function HeadingRow({ desk, sentence, at, letters, selected }: RowProps) {
  return (
    <h2 class="sentences__heading">
      <button type="button" class={`sentence-heading sentence-heading--${sentence.state}`} aria-current={selected} onClick={() => desk.select({ sentence: at })}>
        <span class="sentence__text">{letters.slice(sentence.start, sentence.end).join("")}</span>
        {sentence.state === "left-out" && <State sentence={sentence} />}
        <Unsaved desk={desk} at={at} />
      </button>
    </h2>
  );
}

function SentenceRow({ desk, sentence, at, letters, selected }: RowProps) {
  const issues = rulesOf(desk.content, sentence).filter((rule) => issuesOf(desk.report?.issues ?? [], rule).length > 0).length;
  return (
    <button type="button" class={`sentence sentence--${sentence.state}`} aria-current={selected} onClick={() => desk.select({ sentence: at })}>
      <span class="sentence__text">
        <SentenceText desk={desk} sentence={sentence} letters={letters} />
      </span>
      <span class="sentence__state">
        <State sentence={sentence} />
        {issues > 0 && <Pill tone="plum" icon="attention">{t("practitioner.desk.issues", { count: issues })}</Pill>}
        <Unsaved desk={desk} at={at} />
      </span>
    </button>
  );
}

/** Other words were typed for the sentence, and neither saved nor cancelled. */
function Unsaved({ desk, at }: Pick<RowProps, "desk" | "at">) {
  return !desk.fixed && writingAt(desk.content, desk.notes, at) !== null && <Pill tone="ochre" icon="edit">{t("practitioner.desk.text.unsaved")}</Pill>;
}

const STATES: Readonly<Record<SheetSentence["state"], { readonly tone: Tone; readonly icon: IconName }>> = {
  rules: { tone: "teal", icon: "yes" },
  "reading-only": { tone: "sand", icon: "note" },
  "left-out": { tone: "sand", icon: "leave" },
  decide: { tone: "ochre", icon: "edit" },
};

/** The state of a sentence, in words. */
function State({ sentence }: { sentence: SheetSentence }) {
  const count = sentence.rule_ids.length;
  if (sentence.state === "rules" && count > 0) return <span class="unseen">{t("practitioner.desk.rule-count", { count })}</span>; // the rules are shown below
  return <Pill {...STATES[sentence.state]}>{sentence.state === "rules" ? t("practitioner.desk.rule-count", { count }) : t(`practitioner.desk.state.${stateShown(sentence)}`)}</Pill>;
}

/** An undecided heading does not need the author, so it counts as shown. */
function stateShown(sentence: SheetSentence): "decide" | "reading-only" | "left-out" {
  if (isUndecided(sentence)) return "decide";
  return sentence.state === "left-out" ? "left-out" : "reading-only";
}

function RuleRow({ desk, rule, below }: ListProps & { readonly rule: SheetRule }) {
  const selected = desk.selected !== null && "rule" in desk.selected && desk.selected.rule === rule.id;
  const issues = issuesOf(desk.report?.issues ?? [], rule).length;
  return (
    <div id={`rule-${rule.id}`}>
      <button type="button" class="sentence" aria-current={selected} onClick={() => desk.select({ rule: rule.id })}>
        <span class="sentence__text">{ruleWords(rule, (topic) => topicLabel(desk.tree, topic))}</span>
        {issues > 0 && <span class="sentence__state"><Pill tone="plum" icon="attention">{t("practitioner.desk.issues", { count: issues })}</Pill></span>}
      </button>
      {selected && below && <div class="sentences__below">{below()}</div>}
    </div>
  );
}

/** What the marks in the text mean. */
export function Legend() {
  return (
    <p class="desk-legend small soft">
      <Icon name="info" small />
      <span><span class="unused">{t("practitioner.desk.legend.sample")}</span> {t("practitioner.desk.legend")}</span>
    </p>
  );
}
