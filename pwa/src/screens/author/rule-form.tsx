import { AREAS, type Verb } from "../../domain/vocabulary";
import { t, type MessageKey } from "../../i18n";
import type { SheetFault, SheetIssue, SheetRule } from "../../state/authoring";
import { Banner, Button, Field, Select } from "../../ui";
import { TOPIC_NAMES } from "../topic-names";
import { topicLabel, topicOf, useTopics } from "../use-topics";
import { areaLabel } from "../labels";
import { listed, listIn, textIn, withField, withListIn, withTextIn, type ListField, type TextField } from "./editing";

const VERBS: readonly Verb[] = ["avoid", "only", "allow", "do", "expect", "call", "repeat"];
const ANYWHERE = "";

/** A rule, what is wrong with it, and how to change it. */
export interface RuleFormProps {
  readonly rule: SheetRule;
  /** The language of the sheet. */
  readonly lang: string;
  readonly fixed: boolean;
  readonly faults: readonly SheetFault[];
  readonly issues: readonly SheetIssue[];
  /** Gets the changed rule, or `null` to remove it. */
  readonly change: (rule: SheetRule | null) => void;
}

/** One rule, field by field; the rarely used fields are folded away. */
export function RuleForm({ rule, lang, fixed, faults, issues, change }: RuleFormProps) {
  const parts = { rule, lang, faults, change };
  return (
    <fieldset class="rule__form" disabled={fixed}>
      {issues.map((issue) => <Issue key={issue.kind + issue.rule_ids.join()} issue={issue} rule={rule} change={change} />)}
      <div class="triple-fields">
        <Select
          label={t("practitioner.sheet.rule.verb")}
          value={rule.verb}
          options={VERBS.map((verb) => ({ value: verb, label: t(`practitioner.sheet.verb.${verb}`) }))}
          onChange={(verb) => change({ ...rule, verb })}
        />
        <Line {...parts} field="from" label="practitioner.sheet.rule.from" />
        <Line {...parts} field="until" label="practitioner.sheet.rule.until" />
      </div>
      <Topics {...parts} />
      <Line {...parts} field="says" label="practitioner.sheet.rule.says" />
      <Line {...parts} field="cite" label="practitioner.sheet.rule.cite" />
      <details class="more">
        <summary>{t("practitioner.sheet.rule.more")}</summary>
        <Rare {...parts} />
      </details>
      {!fixed && <Button kind="careful" icon="remove" onClick={() => change(null)}>{t("practitioner.sheet.rule.remove")}</Button>}
    </fieldset>
  );
}

type PartProps = Pick<RuleFormProps, "rule" | "lang" | "faults" | "change">;

function Rare({ rule, lang, faults, change }: PartProps) {
  const parts = { rule, lang, faults, change };
  return (
    <div class="stack">
      <div class="pair">
        <Line {...parts} field="every" label="practitioner.sheet.rule.every" />
        <Line {...parts} field="amount" label="practitioner.sheet.rule.amount" />
      </div>
      <div class="pair">
        <List {...parts} field="if" label="practitioner.sheet.rule.if" />
        <List {...parts} field="unless" label="practitioner.sheet.rule.unless" />
      </div>
      <div class="pair">
        <List {...parts} field="using" label="practitioner.sheet.rule.using" />
        <Select
          label={t("practitioner.sheet.rule.area")}
          value={rule.area ?? ANYWHERE}
          options={[
            { value: ANYWHERE, label: t("practitioner.sheet.rule.any-area") },
            ...AREAS.map((area) => ({ value: area, label: areaLabel(area) })),
          ]}
          onChange={(area) => change(withField(rule, "area", area))}
        />
      </div>
      <Field label={t("practitioner.sheet.rule.id")} value={rule.id} onInput={(id) => change({ ...rule, id })} error={faultAt(faults, "id")} more={{ maxLength: 64 }} />
      <Line {...parts} field="why" label="practitioner.sheet.rule.why" />
    </div>
  );
}

/** What is wrong with one field, and what is expected. */
function faultAt(faults: readonly SheetFault[], field: string): string | undefined {
  const fault = faults.find((candidate) => candidate.field === field || candidate.field?.startsWith(`${field}[`));
  return fault && t("practitioner.sheet.fault", { problem: fault.problem, expected: fault.expected });
}

function Line({ rule, lang, faults, change, field, label }: PartProps & { field: TextField; label: MessageKey }) {
  return (
    <Field
      label={t(label)}
      value={textIn(rule[field], lang)}
      onInput={(text) => change(withField(rule, field, withTextIn(rule[field], lang, text)))}
      error={faultAt(faults, field)}
      more={{ maxLength: 400, ...((field === "from" || field === "until") && { placeholder: t("practitioner.sheet.rule.time.hint") }) }}
    />
  );
}

function List({ rule, lang, faults, change, field, label }: PartProps & { field: ListField; label: MessageKey }) {
  return (
    <Field
      label={t(label)}
      value={listIn(rule[field], lang).join(", ")}
      onInput={() => undefined}
      error={faultAt(faults, field)}
      more={{
        onChange: (event: Event) => change(withField(rule, field, withListIn(rule[field], lang, listed((event.currentTarget as HTMLInputElement).value)))),
      }}
    />
  );
}

/** The topics by what people call them; the rule holds their ids. */
function Topics({ rule, faults, change }: PartProps) {
  const tree = useTopics();
  const rename = (text: string): void => change({ ...rule, topics: listed(text).map((label) => topicOf(tree, label)) });
  return (
    <Field
      label={t("practitioner.sheet.rule.topics")}
      value={rule.topics.map((topic) => topicLabel(tree, topic)).join(", ")}
      onInput={() => undefined}
      error={faultAt(faults, "topics")}
      more={{ list: TOPIC_NAMES, onChange: (event: Event) => rename((event.currentTarget as HTMLInputElement).value) }}
    />
  );
}

function Issue({ issue, rule, change }: { issue: SheetIssue; rule: SheetRule; change: (rule: SheetRule) => void }) {
  return (
    <Banner tone="wait" title={t(`practitioner.sheet.issue.${issue.kind}`)}>
      <p>{issue.problem}</p>
      {issue.rule_ids.length > 1 && <p class="small">{issue.rule_ids.join(" · ")}</p>}
      {issue.kind !== "unknown-topic" && (
        <Button kind="quiet" onClick={() => change({ ...rule, mark: "as-written" })}>{t("practitioner.sheet.rule.as-written")}</Button>
      )}
    </Banner>
  );
}
