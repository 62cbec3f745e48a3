import { t } from "../../../i18n";
import type { SheetFault, SheetIssue, SheetRule } from "../../../state/authoring";
import { Banner, Button } from "../../../ui";
import { issuesOf, withField } from "../editing";
import { topicLabel } from "../../use-topics";
import { ruleWords } from "../words/rule-words";
import { sentenceOf, withRule } from "./content";
import { faultText } from "./faults";
import type { Desk } from "./use-desk";

interface RuleIssuesProps {
  readonly desk: Desk;
  readonly rule: SheetRule;
  readonly faults: readonly SheetFault[];
}

/** The issues of a rule that need the author, in words, each with a way to resolve it. */
export function RuleIssues({ desk, rule, faults }: RuleIssuesProps) {
  const issues = issuesOf(desk.report?.issues ?? [], rule);
  const mark = (value: SheetRule["mark"] | ""): void => desk.change((now) => withRule(now, withField(rule, "mark", value)));
  return (
    <>
      {faults.map((fault) => (
        <Banner key={`${fault.field ?? ""} ${fault.problem}`} tone="attention" title={t("practitioner.desk.incomplete")}><p>{faultText(fault)}</p></Banner>
      ))}
      {issues.map((issue) => <Issue key={issue.kind + issue.rule_ids.join()} {...{ desk, rule, issue }} onLeave={() => mark("as-written")} />)}
      {rule.mark === "as-written" && (
        <p class="row small soft">
          {t("practitioner.desk.as-written")}
          {!desk.fixed && <Button kind="plain" onClick={() => mark("")}>{t("practitioner.desk.undo")}</Button>}
        </p>
      )}
    </>
  );
}

function Issue({ desk, rule, issue, onLeave }: { desk: Desk; rule: SheetRule; issue: SheetIssue; onLeave: () => void }) {
  const others = desk.content.document.rules.filter((each) => each.id !== rule.id && issue.rule_ids.includes(each.id));
  const show = (id: string): void => {
    const sentence = sentenceOf(desk.content, id);
    desk.select(sentence === null ? { rule: id } : { sentence });
  };
  const apart = (other: SheetRule): boolean => sentenceOf(desk.content, other.id) !== sentenceOf(desk.content, rule.id) || sentenceOf(desk.content, other.id) === null;
  return (
    <Banner tone="wait" title={t(`practitioner.sheet.issue.${issue.kind}`)}>
      <p>{issueText(desk, rule, issue)}</p>
      {others.map((other) => (
        <div key={other.id} class="stack-s">
          <p><strong>{ruleWords(other, (topic) => topicLabel(desk.tree, topic))}</strong></p>
          {apart(other) && <div class="row"><Button kind="quiet" icon="next" onClick={() => show(other.id)}>{t("practitioner.desk.show-other")}</Button></div>}
        </div>
      ))}
      {issue.kind !== "unknown-topic" && !desk.fixed && <Button kind="quiet" icon="yes" onClick={onLeave}>{t("practitioner.desk.leave")}</Button>}
    </Banner>
  );
}

function issueText(desk: Desk, rule: SheetRule, issue: SheetIssue): string {
  if (issue.kind === "unknown-topic") {
    const unknown = [...rule.topics, ...(rule.with ?? []), ...(rule.family ?? [])].filter((topic) => !desk.tree.lineage.has(topic));
    return t("practitioner.desk.issue.unknown-topic", { topics: unknown.map((topic) => topicLabel(desk.tree, topic)).join(", ") });
  }
  if (issue.kind === "contradiction") return t(issue.rule_ids.length > 1 ? "practitioner.desk.issue.contradiction" : "practitioner.desk.issue.contradiction-alone");
  return t(`practitioner.desk.issue.${issue.kind}`);
}
