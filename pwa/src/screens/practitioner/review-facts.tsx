import type { Treatment } from "../../domain/diary";
import type { Timeline } from "../../domain/timeline";
import { t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import type { Finding, ResolvedSymptom } from "../../state/clinic";
import { Card } from "../../ui";
import { areaLabel, scoreLabel, symptomLabel } from "../labels";
import { AppliedFacts, Fact } from "./applied-facts";
import { settlingTime } from "./settling-time";
import { followedTitle, ruleWords, type RuleWords } from "./sheet-title";

type FindingFacts = Pick<Finding, "kind" | "symptom" | "sign" | "area" | "since_at">;

/** One finding in a sentence, with its date. */
export function FindingLine({ finding, timeZone }: { finding: FindingFacts; timeZone: string }) {
  return (
    <>
      <strong>{t(`practitioner.review.finding.${finding.kind}`, { what: what(finding) })}</strong>{" "}
      <span class="small">{t("practitioner.review.since", { date: shortDate(finding.since_at, timeZone) })}</span>
    </>
  );
}

/** The symptom or sign that a finding is about, with its area. */
export function what({ symptom, sign, area }: Pick<FindingFacts, "symptom" | "sign" | "area">): string {
  const name = symptomLabel(symptom ?? sign ?? "");
  return area === null ? name : `${name} (${areaLabel(area)})`;
}

interface FindingsProps {
  readonly findings: readonly Finding[];
  readonly timeZone: string;
  readonly timeline: Timeline;
}

/** All findings, each with the rule of the sheet that raised it and its place. Never a diagnosis. */
export function Findings({ findings, timeZone, timeline }: FindingsProps) {
  const open = findings.some((finding) => finding.open);
  return (
    <Card title={t("practitioner.review.findings")} icon={open ? "attention" : "yes"} tone={open ? "plum" : "plain"}>
      {findings.length === 0 && <p class="soft">{t("practitioner.review.findings.none")}</p>}
      <ul class="stack">
        {[...findings].sort(openFirst).map((finding) => (
          <li class={finding.open ? "" : "soft"} key={`${finding.kind}-${finding.symptom ?? finding.sign ?? ""}-${finding.area ?? ""}-${finding.since_at}`}>
            <FindingLine finding={finding} timeZone={timeZone} />
            {finding.resolved_at !== null && (
              <p class="small">{t("practitioner.review.resolved-since", { date: shortDate(finding.resolved_at, timeZone) })}</p>
            )}
            {finding.answered_at !== null && (
              <p class="small">{t("practitioner.review.answered", { date: shortDate(finding.answered_at, timeZone) })}</p>
            )}
            <Reasons finding={finding} timeZone={timeZone} timeline={timeline} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface ReasonsProps {
  readonly finding: Finding;
  readonly timeZone: string;
  readonly timeline: Timeline;
}

/** Why a finding was raised: each kind of reason once, with its rules; a rule that stands above is not repeated. */
function Reasons({ finding, timeZone, timeline }: ReasonsProps) {
  const cited = new Set<string>();
  const reasons = finding.reasons.length > 0 ? finding.reasons : [{ ...finding, at: finding.since_at }];
  return (
    <>
      {reasons.map((reason, place) => {
        const rule = `${reason.says} ${reason.cite}`;
        const isNew = !cited.has(rule);
        cited.add(rule);
        const isNamed = reasons.findIndex(({ kind }) => kind === reason.kind) === place && place > 0;
        return (
          <div key={`${reason.kind} ${reason.rule_id ?? ""}`}>
            {isNamed && (
              <p class="small">
                {t(`practitioner.review.finding.${reason.kind}`, { what: what(finding) })} {t("practitioner.review.since", { date: shortDate(reason.at, timeZone) })}
              </p>
            )}
            {isNew && <Cited words={ruleWords(reason, timeline)} />}
          </div>
        );
      })}
    </>
  );
}

function openFirst(a: Finding, b: Finding): number {
  return Number(b.open) - Number(a.open);
}

/** The sentence of a rule and its place in the sheet; nothing where no rule of the sheet is cited. */
export function Cited({ words: { says, cite, lang } }: { words: RuleWords }) {
  return (
    <>
      {says !== "" && <p class="small" lang={lang}>{says}</p>}
      {cite !== "" && <p class="small soft">{t("practitioner.review.cite", { cite })}</p>}
    </>
  );
}

/** How long each symptom took to settle, beside what the sheet says. */
export function ResolvedSymptoms({ resolved }: { resolved: readonly ResolvedSymptom[] }) {
  if (resolved.length === 0) return null;
  return (
    <Card title={t("practitioner.review.resolved")} icon="timeline">
      <table class="resolved">
        <thead>
          <tr>
            <th scope="col">{t("practitioner.review.resolved.symptom")}</th>
            <th scope="col">{t("practitioner.review.resolved.peak")}</th>
            <th scope="col">{t("practitioner.review.resolved.after")}</th>
            <th scope="col">{t("practitioner.review.resolved.sheet")}</th>
          </tr>
        </thead>
        <tbody>
          {resolved.map((row) => (
            <tr key={row.symptom}>
              <th scope="row">{symptomLabel(row.symptom)}</th>
              <td data-name={t("practitioner.review.resolved.peak")}>{scoreLabel(row.peak)}</td>
              <td data-name={t("practitioner.review.resolved.after")}>{row.resolved_after_days === null ? t("practitioner.review.resolved.not-yet") : settlingTime(row.resolved_after_days)}</td>
              <td data-name={t("practitioner.review.resolved.sheet")}>{sheetDays(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function sheetDays({ sheet_says_days: [least, surely] }: ResolvedSymptom): string {
  const from = least ?? surely;
  return from === null ? t("practitioner.review.resolved.silent") : settlingTime(from, surely ?? from);
}

/** What was applied, and the sheet that the patient follows. */
export function Applied({ treatment }: { treatment: Treatment }) {
  return (
    <Card title={t("practitioner.review.applied")} icon="note">
      <dl class="facts">
        <AppliedFacts record={treatment.applied} />
        <Fact name={t("practitioner.treatment.sheet")}>{followedTitle(treatment)}</Fact>
      </dl>
    </Card>
  );
}
