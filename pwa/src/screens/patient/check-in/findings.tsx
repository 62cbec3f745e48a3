import { Choices, Select } from "../../../ui";
import type { FoundFinding } from "../../../domain/diary";
import { FINDINGS, ZONES, type Finding, type Zone } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import type { Tell } from "./form";

/** Seen or not seen, and where. */
export function Findings({ found, tell }: { found: readonly FoundFinding[]; tell: Tell }) {
  const pick = (picked: Finding[]): void =>
    tell({ findings: picked.map((finding) => found.find((each) => each.finding === finding) ?? { finding, zone: null }) });
  const place = (finding: Finding, zone: Zone | null): void =>
    tell({ findings: found.map((each) => (each.finding === finding ? { finding, zone } : each)) });
  return (
    <section class="stack">
      <Choices<Finding>
        legend={t("patient.check-in.findings")}
        values={found.map((each) => each.finding)}
        onChange={pick}
        options={FINDINGS.map((finding) => ({ value: finding, label: t(`common.finding.${finding}`) }))}
      />
      {found
        .filter(({ finding }) => finding !== "fever")
        .map(({ finding, zone }) => (
          <Select<Zone | "">
            key={finding}
            label={t("patient.check-in.where", { what: t(`common.finding.${finding}`) })}
            value={zone ?? ""}
            onChange={(picked) => place(finding, picked === "" ? null : picked)}
            options={[{ value: "", label: t("patient.check-in.anywhere") }, ...ZONES.map((each) => ({ value: each, label: t(`common.zone.${each}`) }))]}
          />
        ))}
    </section>
  );
}
