import { t } from "../../../i18n";
import type { SheetIssue, SheetRule } from "../../../state/authoring";
import { Banner, Button } from "../../../ui";
import { topicLabel } from "../../use-topics";
import { ruleWords } from "../words/rule-words";
import { clashAnswers, clashText, type Clash } from "./clash";
import { sentenceOf } from "./content";
import type { Desk } from "./use-desk";

interface ClashBoxProps {
  readonly desk: Desk;
  readonly rule: SheetRule;
  readonly issue: SheetIssue;
  readonly clash: Clash;
}

/** Two rules that do not go together: what they disagree about and when, the other rule, and each answer with what patients are then told. */
export function ClashBox({ desk, rule, issue, clash }: ClashBoxProps) {
  const nameOf = (topic: string): string => topicLabel(desk.tree, topic);
  const rules = issue.rule_ids.flatMap((id) => desk.content.document.rules.find((each) => each.id === id) ?? []);
  const other = rules.find(({ id }) => id !== rule.id);
  if (!other) return null;
  return (
    <Banner tone="attention" title={t(`practitioner.sheet.issue.${issue.kind}`)}>
      <p>{clashText(clash, nameOf)}</p>
      <div class="clash__other">
        <p><strong>{ruleWords(other, nameOf)}</strong></p>
        {isApart(desk, rule, other) && <Button kind="plain" icon="next" onClick={() => show(desk, other)}>{t("practitioner.desk.show-other")}</Button>}
      </div>
      {!desk.fixed && (
        <ul class="clash__answers">
          {clashAnswers(clash, rules, nameOf).map(({ key, then, apply }) => (
            <li key={key}>
              <Button kind="quiet" onClick={() => desk.undoable(t("practitioner.desk.clash.done"), apply)}>{t(`practitioner.desk.clash.${key}`)}</Button>
              <small class="soft">{then}</small>
            </li>
          ))}
        </ul>
      )}
    </Banner>
  );
}

function isApart(desk: Desk, rule: SheetRule, other: SheetRule): boolean {
  const sentence = sentenceOf(desk.content, other.id);
  return sentence === null || sentence !== sentenceOf(desk.content, rule.id);
}

function show(desk: Desk, { id }: SheetRule): void {
  const sentence = sentenceOf(desk.content, id);
  desk.select(sentence === null ? { rule: id } : { sentence });
}
