import { useState } from "preact/hooks";
import type { TopicTree } from "../../domain/topics";
import { t } from "../../i18n";
import type { SheetDocument } from "../../state/authoring";
import { Button, Card, Choice, Field, Pill } from "../../ui";
import { TopicNames } from "../topic-names";
import { topicLabel } from "../use-topics";
import { faultsOf, issuesOf, textIn, withNewRule, withRule, withTextIn } from "./editing";
import { RuleForm, type RuleFormProps } from "./rule-form";
import type { SheetPreview } from "./use-sheet-preview";

interface PartProps {
  readonly sheet: SheetDocument;
  readonly change: (sheet: SheetDocument) => void;
  /** Published, hence read-only. */
  readonly fixed: boolean;
}

/** Title, publisher, and the number of the day of treatment. */
export function Header({ sheet, change, fixed }: PartProps) {
  if (fixed) return null;
  return (
    <Card title={t("practitioner.sheet.header")} icon="sheet">
      <div class="pair">
        <Field label={t("practitioner.sheet.title")} value={textIn(sheet.title, sheet.language)} onInput={(title) => change({ ...sheet, title: withTextIn(sheet.title, sheet.language, title) })} more={{ maxLength: 200 }} />
        <Field label={t("practitioner.sheet.publisher")} value={sheet.publisher} onInput={(publisher) => change({ ...sheet, publisher })} more={{ maxLength: 200 }} />
      </div>
      <Choice
        legend={t("practitioner.sheet.day-one")}
        options={[{ value: "0", label: t("practitioner.sheet.day-one.0") }, { value: "1", label: t("practitioner.sheet.day-one.1") }]}
        value={sheet.day_one === 0 ? "0" : "1"}
        onChange={(day) => change({ ...sheet, day_one: day === "0" ? 0 : 1 })}
      />
    </Card>
  );
}

/** All rules, folded. The number of faults and open issues is shown on a folded rule too. */
export function Rules({ sheet, change, fixed, preview, tree }: PartProps & { preview: SheetPreview; tree: TopicTree }) {
  return (
    <section class="stack-s">
      <h2>{t("practitioner.sheet.rules")}</h2>
      {sheet.rules.length === 0 && <p class="soft">{t("practitioner.sheet.rules.none")}</p>}
      <TopicNames />
      {sheet.rules.map((rule, at) => (
        <FoldedRule
          key={at}
          rule={rule}
          tree={tree}
          lang={sheet.language}
          fixed={fixed}
          faults={faultsOf(preview.report?.faults ?? [], rule, at)}
          issues={issuesOf(preview.report?.issues ?? [], rule)}
          change={(changed) => change(withRule(sheet, at, changed))}
        />
      ))}
      {!fixed && <Button kind="quiet" icon="check-in" onClick={() => change(withNewRule(sheet))}>{t("practitioner.sheet.rule.add")}</Button>}
    </section>
  );
}

function FoldedRule({ tree, ...form }: RuleFormProps & { tree: TopicTree }) {
  const { rule, lang, fixed, faults, issues } = form;
  const says = textIn(rule.says, lang);
  const [open] = useState(says === "" && !fixed); // a new rule; it stays open while its sentence is being typed
  const label = rule.topics.map((topic) => topicLabel(tree, topic)).join(", ") || rule.id;
  const flawed = faults.length + issues.length;
  return (
    <details class="rule" id={`rule-${rule.id}`} open={open}>
      <summary>
        <Pill>{t(`practitioner.sheet.verb.${rule.verb}`)}</Pill>
        <span class="rule__says" {...(says === "" ? {} : { lang })}>{says || label}</span>
        <code class="small">{[rule.from, rule.until].filter(Boolean).join(" → ")}</code>
        {flawed > 0 && <Pill tone="ochre" icon="attention">{flawed}</Pill>}
      </summary>
      <RuleForm {...form} />
    </details>
  );
}
