import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../i18n";
import type { SheetRule } from "../../../state/authoring";
import { Button, Choices } from "../../../ui";
import { faultsOf, textIn } from "../editing";
import { topicLabel } from "../../use-topics";
import { ruleWords } from "../words/rule-words";
import { looseRules, sentenceOf, sentenceText, withMoved, withoutRule, withSplit } from "./content";
import { missingIn, withMissing } from "./missing";
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
  const [tries, setTries] = useState(0);
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
      {open && <RuleEditor desk={desk} rule={rule} faults={tries > 0 ? withMissing(rule, language, faults) : faults} tried={tries > 0} />}
      <TextNotice desk={desk} rule={rule} />
      {!desk.fixed && <Actions desk={desk} rule={rule} open={open} tries={tries} onTry={() => setTries(tries + 1)} onSplit={() => setSplitting(!splitting)} />}
      {splitting && <Split desk={desk} rule={rule} onDone={() => setSplitting(false)} />}
    </article>
  );
}

interface ActionsProps extends RuleCardProps {
  readonly open: boolean;
  /** How often the author has tried to finish the rule although something is missing. */
  readonly tries: number;
  readonly onTry: () => void;
  readonly onSplit: () => void;
}

function Actions({ desk, rule, open, tries, onTry, onSplit }: ActionsProps) {
  const [moves, setMoves] = useState(0);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (moves > 0) row.current?.querySelector("button")?.focus(); // moving the card drops the focus, and the button may be gone
  }, [moves]);
  useEffect(() => {
    if (tries > 0) row.current?.closest("article")?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [tries]);
  const sentence = sentenceOf(desk.content, rule.id);
  const shown = sentence === null ? looseRules(desk.content).map(({ id }) => id) : (desk.content.original?.sentences[sentence]?.rule_ids ?? []);
  const at = shown.indexOf(rule.id);
  const missing = missingIn(rule, desk.content.document.language);
  const toggle = (): void => {
    if (open && missing.length > 0) {
      onTry();
      return;
    }
    desk.edit(open ? null : rule.id);
    if (open) desk.moveOn();
  };
  const move = (by: -1 | 1): void => {
    desk.undoable(t("practitioner.desk.moved"), (now) => withMoved(now, rule.id, by));
    setMoves(moves + 1);
  };
  return (
    <div class="rule-card__actions" ref={row}>
      {open && tries > 0 && missing.length > 0 && <p class="small" role="status">{t("practitioner.desk.done.missing")}</p>}
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
    desk.undoable(t("practitioner.desk.split.done"), (now) => withSplit(now, rule.id, chosen).content);
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
