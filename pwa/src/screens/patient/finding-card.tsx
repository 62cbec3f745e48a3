import type { Finding } from "../../domain/assessment";
import type { Treatment } from "../../domain/diary";
import { t } from "../../i18n";
import { Card } from "../../ui";
import { areaLabel, symptomLabel } from "../labels";
import { RuleDetails } from "./rule-dialog";

/** What a finding is about, and each of its reasons with the rule that raised it. */
export function FindingCard({ finding, of }: { finding: Finding; of?: Treatment }) {
  return (
    <Card tone="plum" icon="call" title={findingText(finding)}>
      <FindingReasons finding={finding} {...(of && { of })} />
    </Card>
  );
}

/** Why it was raised: each reason in words, with its rule. */
export function FindingReasons({ finding: { reasons }, of }: { finding: Finding; of?: Treatment }) {
  const hasReturned = reasons.some(({ kind }) => kind === "rebound"); // what was gone meanwhile has not "lasted"
  return (
    <>
      {reasons.map(({ kind, rule }) => (
        <div key={`${kind} ${rule?.id ?? ""}`} class="stack-s">
          <p>{t(`patient.finding.kind.${kind === "outside-band" && hasReturned ? "outside-band-again" : kind}`)}</p>
          {rule && <RuleDetails rule={rule} of={of} />}
        </div>
      ))}
    </>
  );
}

/** "Pus-filled spots: chin" */
export function findingText({ symptom, sign, area }: Finding): string {
  const what = symptomLabel(sign ?? symptom ?? "inflammation");
  return area === null ? what : t("patient.finding.at", { what, area: areaLabel(area) });
}
