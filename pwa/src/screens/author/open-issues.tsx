import { t } from "../../i18n";
import { Banner, Card } from "../../ui";
import type { SheetPreview } from "./use-sheet-preview";

/** Errors, contradictions and missing numbers that are still open. */
export function OpenIssues({ preview }: { preview: SheetPreview }) {
  const { report } = preview;
  if (!report) return null;
  const open = report.issues.filter((issue) => !issue.resolved);
  const loose = report.faults.filter((fault) => fault.rule === null);
  return (
    <Card title={t("practitioner.sheet.open")} icon={open.length + report.faults.length > 0 ? "wait" : "yes"}>
      {open.length + report.faults.length === 0 && <p class="soft">{t("practitioner.sheet.open.none")}</p>}
      {report.faults.length > 0 && <p><strong>{t("practitioner.sheet.faults")}: {report.faults.length}</strong></p>}
      {loose.map((fault) => (
        <Banner key={fault.problem} tone="attention">{t("practitioner.sheet.fault", { problem: fault.problem, expected: fault.expected })}</Banner>
      ))}
      <ul class="stack-s">
        {open.map((issue) => (
          <li key={issue.kind + issue.rule_ids.join()}>
            <strong>{t(`practitioner.sheet.issue.${issue.kind}`)}</strong>
            <p class="small">{issue.rule_ids.join(" · ")}: {issue.problem}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
