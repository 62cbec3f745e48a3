import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../i18n";
import type { SheetRule } from "../../../state/authoring";
import { Button, Choices } from "../../../ui";
import { faultsOf, textIn } from "../editing";
import { topicLabel } from "../../use-topics";
import { ruleWords } from "../words/rule-words";
import { looseRules, sentenceOf, sentenceText, withMoved, withoutRule, withRule, withSplit } from "./content";
import { withOwnText, withSomeText } from "./own-text";
import { RuleEditor } from "./rule-editor";
import { RuleIssues } from "./rule-issues";
import { TextNotice } from "./text-notice";
import type { Desk } from "./use-desk";

interface RuleCardProps {
  readonly desk: Desk;
  readonly rule: SheetRule;
}

/** One rule in words, what is wrong with it, and what can be done with it. */
export function RuleCard({ desk, rule }: RuleCardProps) {
  const [splitting, setSplitting] = useState(false);
  const { language } = desk.content.document;
  const faults = faultsOf(desk.report?.faults ?? [], rule, desk.content.document.rules.indexOf(rule));
  const open = desk.editing === rule.id && !desk.fixed;
  const sentence = sentenceOf(desk.content, rule.id);
  const text = textIn(rule.says, language);
  const says = sentence !== null && text.trim() === sentenceText(desk.content, sentence).trim() ? "" : text; // it is shown above
  return (
    <article class="card rule-card" id={`card-${rule.id}`}>
      <p class="rule-card__words">{ruleWords(rule, (topic) => topicLabel(desk.tree, topic))}</p>
      {!open && says !== "" && <p class="small soft" lang={language}>{t("practitioner.desk.quoted", { text: says })}</p>}
      <RuleIssues desk={desk} rule={rule} faults={faults} />
      {open && <RuleEditor desk={desk} rule={rule} faults={faults} />}
      <TextNotice desk={desk} rule={rule} />
      {!desk.fixed && <Actions desk={desk} rule={rule} open={open} onSplit={() => setSplitting(!splitting)} />}
      {splitting && <Split desk={desk} rule={rule} onDone={() => setSplitting(false)} />}
    </article>
  );
}

function Actions({ desk, rule, open, onSplit }: RuleCardProps & { open: boolean; onSplit: () => void }) {
  const [moves, setMoves] = useState(0);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (moves > 0) row.current?.querySelector("button")?.focus(); // moving the card drops the focus, and the button may be gone
  }, [moves]);
  const sentence = sentenceOf(desk.content, rule.id);
  const shown = sentence === null ? looseRules(desk.content).map(({ id }) => id) : (desk.content.original?.sentences[sentence]?.rule_ids ?? []);
  const at = shown.indexOf(rule.id);
  const toggle = (): void => {
    desk.edit(open ? null : rule.id);
    if (!open) return;
    desk.change((now) => withRule(now, withSomeText(desk, now.document.rules.find(({ id }) => id === rule.id) ?? rule)));
    desk.moveOn();
  };
  const move = (by: -1 | 1): void => {
    desk.undoable(t("practitioner.desk.moved"), (now) => withMoved(now, rule.id, by));
    setMoves(moves + 1);
  };
  return (
    <div class="rule-card__actions" ref={row}>
      <Button kind={open ? "primary" : "quiet"} icon={open ? "yes" : "edit"} onClick={toggle}>{t(open ? "practitioner.desk.done" : "practitioner.desk.edit")}</Button>
      {rule.topics.length > 1 && <Button kind="plain" onClick={onSplit}>{t("practitioner.desk.split")}</Button>}
      {at > 0 && <Button kind="plain" onClick={() => move(-1)}>{t("practitioner.desk.up")}</Button>}
      {at < shown.length - 1 && <Button kind="plain" onClick={() => move(1)}>{t("practitioner.desk.down")}</Button>}
      <Button kind="plain" icon="remove" onClick={() => desk.undoable(t("practitioner.desk.removed"), (now) => withoutRule(now, rule.id))}>{t("practitioner.desk.remove")}</Button>
    </div>
  );
}

/** Which topics get a rule of their own. */
function Split({ desk, rule, onDone }: RuleCardProps & { onDone: () => void }) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const fits = chosen.length > 0 && chosen.length < rule.topics.length;
  const split = (): void => {
    desk.undoable(t("practitioner.desk.split.done"), (now) => {
      const { content, id } = withSplit(now, rule.id, chosen);
      const second = content.document.rules.find((each) => each.id === id);
      return second && id !== rule.id ? withRule(content, withOwnText(desk, second)) : content;
    });
    onDone();
  };
  return (
    <div class="stack-s">
      <Choices
        legend={t("practitioner.desk.split.which")}
        options={rule.topics.map((topic) => ({ value: topic, label: topicLabel(desk.tree, topic) }))}
        values={chosen}
        onChange={setChosen}
      />
      <div class="row">
        <Button disabled={!fits} onClick={split}>{t("practitioner.desk.split.run")}</Button>
        <Button kind="plain" onClick={onDone}>{t("practitioner.desk.cancel")}</Button>
      </div>
    </div>
  );
}
