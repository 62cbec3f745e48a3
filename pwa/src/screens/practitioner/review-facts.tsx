import type { Treatment } from "../../domain/diary";
import type { Timeline } from "../../domain/timeline";
import { t } from "../../i18n";
import { shortDate } from "../../i18n/dates";
import type { Finding, ResolvedSymptom } from "../../state/clinic";
import { Card } from "../../ui";
import { areaLabel, midSentence, scoreLabel, symptomLabel } from "../labels";
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

interface FindingsProps {
  readonly findings: readonly Finding[];
  readonly timeZone: string;
  readonly timeline: Timeline;
  /** Nothing was logged yet: this says nothing about the skin. */
  readonly isEmpty: boolean;
}

/** All findings, and below them each sentence of the sheet that raised any of them, once. Never a diagnosis. */
export function Findings({ findings, timeZone, timeline, isEmpty }: FindingsProps) {
  const open = findings.some((finding) => finding.open);
  const listed = [...findings].sort(openFirst);
  return (
    <Card title={t("practitioner.review.findings")} icon={open ? "attention" : isEmpty ? "wait" : "yes"} tone={open ? "plum" : "plain"}>
      {findings.length === 0 && <p class="soft">{t(isEmpty ? "practitioner.review.strip.happened.none" : "practitioner.review.findings.none")}</p>}
      <ul class="stack">
        {listed.map((finding) => (
          <li class={finding.open ? "" : "soft"} key={`${finding.kind}-${finding.symptom ?? finding.sign ?? ""}-${finding.area ?? ""}-${finding.since_at}`}>
            <FindingLine finding={finding} timeZone={timeZone} />
            {finding.resolved_at !== null && (
              <p class="small">{t("practitioner.review.resolved-since", { date: shortDate(finding.resolved_at, timeZone) })}</p>
            )}
            {finding.answered_at !== null && (
              <p class="small">{t("practitioner.review.answered", { date: shortDate(finding.answered_at, timeZone) })}</p>
            )}
            <LaterReasons finding={finding} timeZone={timeZone} />
          </li>
        ))}
      </ul>
      <Quotes findings={listed} timeline={timeline} />
    </Card>
  );
}

/** The kinds of reasons that came after the first one, each once. */
function LaterReasons({ finding, timeZone }: { finding: Finding; timeZone: string }) {
  const later = finding.reasons.filter(({ kind }, place, all) => place > 0 && all.findIndex((each) => each.kind === kind) === place);
  return (
    <>
      {later.map(({ kind, at }) => (
        <p class="small" key={kind}>
          {t(`practitioner.review.finding.${kind}`, { what: what(finding) })} {t("practitioner.review.since", { date: shortDate(at, timeZone) })}
        </p>
      ))}
    </>
  );
}

/** The sentences of the sheet behind the findings, each once, with the names of the findings that it raised. */
function Quotes({ findings, timeline }: Pick<FindingsProps, "findings" | "timeline">) {
  const quotes = quotesOf(findings, timeline);
  if (quotes.length === 0) return null;
  return (
    <ul class="stack findings__quotes" aria-label={t("practitioner.review.findings.quotes")}>
      {quotes.map(({ words, names }) => (
        <li key={`${words.says} ${words.cite}`}>
          <p class="small soft">{names.join(", ")}</p>
          <Cited words={words} />
        </li>
      ))}
    </ul>
  );
}

interface Quote {
  readonly words: RuleWords;
  readonly names: readonly string[];
}

function quotesOf(findings: readonly Finding[], timeline: Timeline): readonly Quote[] {
  const quotes = new Map<string, Quote>();
  for (const finding of findings) {
    for (const reason of finding.reasons.length > 0 ? finding.reasons : [finding]) {
      const words = ruleWords(reason, timeline);
      const rule = `${words.says} ${words.cite}`;
      const names = new Set(quotes.get(rule)?.names);
      const name = what(finding);
      if (rule !== " ") quotes.set(rule, { words, names: [...names.add(names.size > 0 && !names.has(name) ? midSentence(name) : name)] });
    }
  }
  return [...quotes.values()];
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
