import type { TopicTree } from "../../domain/topics";
import { t } from "../../i18n";
import type { SheetDocument } from "../../state/authoring";
import { Button, Card, Choice, Field, Pill } from "../../ui";
import { faultsOf, issuesOf, withNewRule, withRule } from "./editing";
import { RuleForm } from "./rule-form";
import type { SheetPreview } from "./use-sheet-preview";

interface PartProps {
  readonly sheet: SheetDocument;
  readonly change: (sheet: SheetDocument) => void;
  /** Published: read-only. */
  readonly fixed: boolean;
}

/** The header of a sheet: title, publisher, and how it counts days. */
export function Header({ sheet, change, fixed }: PartProps) {
  if (fixed) return null;
  return (
    <Card title={t("practitioner.sheet.header")} icon="sheet">
      <div class="pair">
        <Field label={t("practitioner.sheet.title")} value={sheet.title} onInput={(title) => change({ ...sheet, title })} more={{ maxLength: 200 }} />
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

/** Every rule, collapsed; the number of its faults and open issues is always visible. */
export function Rules({ sheet, change, fixed, preview, tree }: PartProps & { preview: SheetPreview; tree: TopicTree }) {
  return (
    <section class="stack-s">
      <h2>{t("practitioner.sheet.rules")}</h2>
      {sheet.rules.length === 0 && <p class="soft">{t("practitioner.sheet.rules.none")}</p>}
      <datalist id="topics">
        {tree.topics.map((topic) => <option key={topic} value={topic} />)}
      </datalist>
      {sheet.rules.map((rule, at) => {
        const faults = faultsOf(preview.report?.faults ?? [], rule, at);
        const open = issuesOf(preview.report?.issues ?? [], rule);
        return (
          <details class="rule" key={at} id={`rule-${rule.id}`} open={rule.says === "" && !fixed}>
            <summary>
              <Pill>{t(`practitioner.sheet.verb.${rule.verb}`)}</Pill>
              <span class="rule__says">{rule.says || rule.topics.join(", ") || rule.id}</span>
              <code class="small">{[rule.from, rule.until].filter(Boolean).join(" → ")}</code>
              {faults.length + open.length > 0 && <Pill tone="ochre" icon="attention">{faults.length + open.length}</Pill>}
            </summary>
            <RuleForm
              rule={rule}
              fixed={fixed}
              faults={faults}
              issues={open}
              change={(changed) => change(withRule(sheet, at, changed))}
            />
          </details>
        );
      })}
      {!fixed && <Button kind="quiet" icon="check-in" onClick={() => change(withNewRule(sheet))}>{t("practitioner.sheet.rule.add")}</Button>}
    </section>
  );
}
