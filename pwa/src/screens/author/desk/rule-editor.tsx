import { useState } from "preact/hooks";
import { VERBS, type Verb } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { Select } from "../../../ui";
import { topicLabel } from "../../use-topics";
import { withField } from "../editing";
import { EveryPicker } from "../pickers/every-picker";
import { FlagPicker } from "../pickers/flag-picker";
import { TimePicker } from "../pickers/time-picker";
import { flagsFor } from "../sheet-flags";
import { withConditionName } from "./conditions";
import { withRule } from "./content";
import { faultText } from "./faults";
import { missingIn } from "./missing";
import { hasWith, RareFields } from "./rare-fields";
import { RuleTopics, type ChangeField, type EditorProps } from "./rule-topics";
import { Wordings } from "./wordings";

/** The fields of one rule, each with pickers and words. */
export function RuleEditor({ desk, rule, faults, tried }: EditorProps) {
  const [isNew] = useState(() => missingIn(rule, desk.content.document.language).length > 0);
  const [touched, touch] = useState<readonly string[]>([]);
  const set: ChangeField = (field, value) => {
    touch([...touched, field]);
    desk.change((now) => {
      const current = now.document.rules.find((each) => each.id === rule.id);
      return current ? withRule(now, withField(current, field, value ?? "")) : now;
    });
  };
  const nameOf = (topic: string): string => topicLabel(desk.tree, topic);
  const errorOf = (field: string): string | undefined => {
    const fault = faults.find((each) => each.field === field || each.field?.startsWith(`${field}[`));
    const isTooEarly = isNew && !tried && !touched.includes(field); // nobody has had the chance to fill it in
    return fault && !isTooEarly ? faultText(fault) : undefined;
  };
  const time = { nameOf };
  return (
    <div class="rule-editor">
      <Select label={t("practitioner.desk.verb")} value={rule.verb} options={VERBS.map((verb) => ({ value: verb, label: verbLabel(verb) }))} onChange={(verb) => set("verb", verb)} />
      <RuleTopics desk={desk} rule={rule} field="topics" label={t("practitioner.desk.topics")} set={set} error={errorOf("topics")} />
      <TimePicker {...time} role="until" value={rule.until} onChange={(until) => set("until", until)} error={errorOf("until")} />
      <TimePicker {...time} role="from" value={rule.from} onChange={(from) => set("from", from)} error={errorOf("from")} />
      <EveryPicker value={rule.every} onChange={(every) => set("every", every)} nameOf={nameOf} />
      <FlagPicker rule={rule} known={flagsFor(desk.content)} onChange={(side, flags) => set(side, flags)} onName={(flag, name) => desk.change((now) => withConditionName(now, flag, now.document.language, name))} />
      {hasWith(rule) && <RuleTopics desk={desk} rule={rule} field="with" label={t("practitioner.desk.with")} set={set} error={errorOf("with")} />}
      <Wordings desk={desk} rule={rule} field="says" long error={errorOf("says")} />
      <details class="more">
        <summary>{t("practitioner.desk.more")}</summary>
        <RareFields desk={desk} rule={rule} set={set} errorOf={errorOf} />
        <Wordings desk={desk} rule={rule} field="why" long error={errorOf("why")} />
      </details>
    </div>
  );
}

export function verbLabel(verb: Verb): string {
  return t(`practitioner.sheet.verb.${verb}`);
}
