import { recordAnswer } from "../../../actions/diary/record-answer";
import type { Finding } from "../../../domain/assessment";
import type { Treatment } from "../../../domain/diary";
import { answerGone, openFindings } from "../../../domain/findings-to-report";
import { t } from "../../../i18n";
import { useAsyncAction } from "../../../state/async-action";
import { entries } from "../../../state/diary";
import { repliedAt } from "../../../state/replies";
import { ActionError, Button } from "../../../ui";
import { FindingCard } from "../finding-card";

/** The findings that stay until the patient says that they are gone or the practitioner has answered. */
export function OpenFindings({ treatment }: { treatment: Treatment }) {
  const findings = openFindings(treatment.timeline, entries.value, repliedAt.value);
  if (findings.length === 0) return null;
  return (
    <section class="stack" aria-label={t("patient.finding.title")}>
      {findings.map((finding) => (
        <OpenFinding key={`${finding.entry_id} ${finding.symptom ?? ""} ${finding.sign ?? ""} ${finding.area ?? ""}`} treatment={treatment} finding={finding} />
      ))}
    </section>
  );
}

function OpenFinding({ treatment, finding }: { treatment: Treatment; finding: Finding }) {
  const saving = useAsyncAction(() => recordAnswer(treatment.id, answerGone(finding, entries.value)));
  return (
    <FindingCard finding={finding}>
      <Button kind="quiet" icon="yes" busy={saving.busy} onClick={saving.run}>
        {t("patient.finding.gone")}
      </Button>
      <ActionError {...saving} />
    </FindingCard>
  );
}
