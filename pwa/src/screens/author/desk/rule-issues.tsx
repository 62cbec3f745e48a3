import { t } from "../../../i18n";
import type { SheetFault, SheetIssue, SheetRule } from "../../../state/authoring";
import { Banner, Button } from "../../../ui";
import { issuesOf, withField } from "../editing";
import { topicLabel } from "../../use-topics";
import { ClashBox } from "./clash-box";
import { withRule } from "./content";
import { faultText } from "./faults";
import type { Desk } from "./use-desk";

interface RuleIssuesProps {
  readonly desk: Desk;
  readonly rule: SheetRule;
  readonly faults: readonly SheetFault[];
}

/** The issues of a rule that need the author, in words, each with a way to resolve it; none while the rule is being edited. */
export function RuleIssues({ desk, rule, faults }: RuleIssuesProps) {
  if (desk.editing === rule.id && !desk.fixed) return null;
  const issues = issuesOf(desk.report?.issues ?? [], rule).filter(({ clash, rule_ids }) => !clash || !rule_ids.some((id) => id === desk.editing));
  const mark = (value: SheetRule["mark"] | ""): void => desk.change((now) => withRule(now, withField(rule, "mark", value)));
  return (
    <>
      {faults.map((fault) => (
        <Banner key={`${fault.field ?? ""} ${fault.problem}`} tone="attention" title={t("practitioner.desk.incomplete")}><p>{faultText(fault)}</p></Banner>
      ))}
      {issues.map((issue) => {
        const key = issue.kind + issue.rule_ids.join();
        return issue.clash ? <ClashBox key={key} {...{ desk, rule, issue }} clash={issue.clash} /> : <Issue key={key} {...{ desk, rule, issue }} onLeave={() => mark("as-written")} />;
      })}
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
  return (
    <Banner tone="attention" title={t(`practitioner.sheet.issue.${issue.kind}`)}>
      <p>{issueText(desk, rule, issue)}</p>
      {issue.kind !== "unknown-topic" && !desk.fixed && (
        <>
          <Button kind="quiet" icon="yes" onClick={onLeave}>{t("practitioner.desk.leave")}</Button>
          {issue.kind === "number-missing" && <small class="soft">{t("practitioner.desk.leave.then")}</small>}
        </>
      )}
    </Banner>
  );
}

function issueText(desk: Desk, rule: SheetRule, { kind }: SheetIssue): string {
  if (kind === "contradiction" || kind === "exception") return t("practitioner.desk.issue.contradiction-alone");
  if (kind !== "unknown-topic") return t(`practitioner.desk.issue.${kind}`);
  const unknown = [...rule.topics, ...(rule.with ?? []), ...(rule.family ?? [])].filter((topic) => !desk.tree.lineage.has(topic));
  return t("practitioner.desk.issue.unknown-topic", { topics: unknown.map((topic) => topicLabel(desk.tree, topic)).join(", ") });
}
