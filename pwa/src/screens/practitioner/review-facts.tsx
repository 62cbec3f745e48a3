import type { Entry, Treatment } from "../../domain/diary";
import { t } from "../../i18n";
import { dateAndTime, shortDate } from "../../i18n/dates";
import type { Finding, NextTreatmentWindow, Review, ResolvedSymptom } from "../../state/clinic";
import { Card, Icon } from "../../ui";
import { areaLabel, scoreLabel, symptomLabel } from "../labels";
import { AppliedFacts, Fact } from "./applied-facts";

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
  readonly sheetLanguage: string;
}

/** All findings, each with the rule of the sheet that raised it and its place. Never a diagnosis. */
export function Findings({ findings, timeZone, sheetLanguage }: FindingsProps) {
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
            <Cited rule={finding} lang={sheetLanguage} />
            {finding.reasons.slice(1).map((reason) => (
              <div key={`${reason.kind} ${reason.rule_id ?? ""}`}>
                <p class="small">
                  {t(`practitioner.review.finding.${reason.kind}`, { what: what(finding) })} {t("practitioner.review.since", { date: shortDate(reason.at, timeZone) })}
                </p>
                <Cited rule={reason} lang={sheetLanguage} />
              </div>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function openFirst(a: Finding, b: Finding): number {
  return Number(b.open) - Number(a.open);
}

/** The sentence of a rule and its place in the sheet; nothing where no rule of the sheet is cited. */
function Cited({ rule: { says, cite }, lang }: { rule: { readonly says: string; readonly cite: string }; lang: string }) {
  return (
    <>
      {says !== "" && <p class="small" lang={lang}>{says}</p>}
      {cite !== "" && <p class="small soft">{t("practitioner.review.cite", { cite })}</p>}
    </>
  );
}

interface DeparturesProps {
  readonly departures: Review["departures"];
  readonly timeZone: string;
  readonly sheetLanguage: string;
}

/** What the patient used or did when the sheet did not permit it; renders nothing if there is none. */
export function Departures({ departures, timeZone, sheetLanguage }: DeparturesProps) {
  if (departures.length === 0) return null;
  return (
    <Card title={t("practitioner.review.departures")} icon="note">
      <ul class="stack-s">
        {departures.map((departure) => (
          <li key={departure.entry_id + departure.topic}>
            <strong>{departure.label}</strong> <span class="small">{dateAndTime(departure.at, timeZone)}</span>
            <Cited rule={departure} lang={sheetLanguage} />
          </li>
        ))}
      </ul>
    </Card>
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
              <td data-name={t("practitioner.review.resolved.after")}>{days(row.resolved_after_days) ?? t("practitioner.review.resolved.not-yet")}</td>
              <td data-name={t("practitioner.review.resolved.sheet")}>{sheetDays(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function days(count: number | null): string | null {
  return count === null ? null : t("practitioner.review.resolved.days", { days: round(count) });
}

function round(count: number): number {
  return Math.round(count * 10) / 10;
}

function sheetDays({ sheet_says_days: [least, surely] }: ResolvedSymptom): string {
  if (least !== null && surely !== null && least !== surely) {
    return t("practitioner.review.resolved.range", { from: round(least), until: round(surely) });
  }
  return days(surely ?? least) ?? t("practitioner.review.resolved.silent");
}

/** When the next session is possible, and the reasons to wait. */
export function NextWindow({ review, timeZone }: { review: Pick<Review, "next_window" | "days_logged" | "days_so_far">; timeZone: string }) {
  const { next_window: next } = review;
  const when = next && span(next, timeZone);
  return (
    <Card title={t("practitioner.review.next")} icon="calendar">
      {when === null ? <p class="soft">{t("practitioner.review.next.none")}</p> : <p class="big">{when}</p>}
      {next && <p class="small">{against(next)}</p>}
      <dl class="facts">
        <Fact name={t("practitioner.review.diary")}>
          {t("practitioner.review.diary.days", { logged: review.days_logged, days: review.days_so_far })}
        </Fact>
      </dl>
    </Card>
  );
}

/** The dates of the window; null if the sheet gives only the number of sessions. */
function span({ opens_at: opens, closes_at: closes }: NextTreatmentWindow, timeZone: string): string | null {
  const [from, until] = [shortDate(opens, timeZone), shortDate(closes, timeZone)];
  if (opens === null) return closes === null ? null : t("practitioner.review.next.until", { until });
  return closes === null ? t("practitioner.review.next.from", { from }) : t("practitioner.review.next.between", { from, until });
}

function against({ blocked_by: blocked }: NextTreatmentWindow): string {
  if (blocked.length === 0) return t("practitioner.review.next.clear");
  return t("practitioner.review.next.blocked", { what: blocked.map((code) => t(`practitioner.review.blocked.${code}`)).join(", ") });
}

/** What was applied, and the sheet that the patient follows. */
export function Applied({ treatment }: { treatment: Treatment }) {
  return (
    <Card title={t("practitioner.review.applied")} icon="note">
      <dl class="facts">
        <AppliedFacts record={treatment.applied} />
        <Fact name={t("practitioner.treatment.sheet")}>{treatment.sheet.title}</Fact>
      </dl>
    </Card>
  );
}

interface WordsProps {
  readonly entries: readonly Entry[];
  readonly timeZone: string;
  /** Whether the patient has shared notes and questions. */
  readonly shared: boolean;
}

/** The notes and questions of the diary, newest first. */
export function Words({ entries, timeZone, shared }: WordsProps) {
  const withText = entries.filter((entry) => entry.document.note !== "" || entry.document.question !== "").toReversed();
  return (
    <Card title={t("practitioner.review.notes")} icon="diary">
      {withText.length === 0 && <p class="soft">{t(shared ? "practitioner.review.notes.none" : "practitioner.review.notes.not-shared")}</p>}
      <ul class="stack-s">
        {withText.map(({ id, occurred_at: at, document }) => (
          <li key={id}>
            <span class="small soft">{dateAndTime(at, timeZone)}</span>
            {document.note !== "" && <p class="words">{document.note}</p>}
            {document.question !== "" && (
              <p class="words words--question">
                <Icon name="ask" small /> <strong>{t("practitioner.review.question")}:</strong> {document.question}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
