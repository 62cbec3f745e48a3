/**
 * Raises findings: what a diary shows that the sheet says to report to the practitioner. Mirrors
 * server/domain/assessment.py. Each finding cites the rule or the fact that raised it. A finding is not a diagnosis, and
 * the absence of findings does not mean "you are fine".
 */

import type { States } from "./bounds";
import { leastMoment } from "./bounds";
import { callsAt, expectsAt, INFLAMMATION, isNumberless, isPast, windowsOn } from "./course";
import { HOUR } from "./dates";
import type { Entry } from "./diary";
import { reportedStates } from "./diary";
import type { Timeline, TimelineRule, Window } from "./timeline";
import type { Area, FindingKind, Sign, Symptom } from "./vocabulary";
import { SYMPTOMS } from "./vocabulary";

export interface Finding {
  readonly kind: FindingKind;
  /** "inflammation" for any of its cues. */
  readonly symptom: string | null;
  readonly sign: Sign | null;
  readonly area: Area | null;
  readonly since_at: string;
  readonly entry_id: string;
  /** Null if a fact of the diary alone raised it. */
  readonly rule: TimelineRule | null;
}

/** First inflammation after this long is late where the sheet has no rule for it: it points to the applied serum. */
const LATE_AFTER = 72 * HOUR;

/** Return the findings, oldest first, each once at the entry where it began. Entries before the treatment are ignored. */
export function assess(timeline: Timeline, diary: readonly Entry[]): readonly Finding[] {
  const entries = inOrder(diary).filter((entry) => occurredAt(entry) >= Date.parse(timeline.treated_at));
  const raised = [
    ...SYMPTOMS.flatMap((symptom) => symptomFindings(timeline, entries, symptom)),
    ...cueGroups().flatMap((cues) => rebounds(timeline, entries, cues)),
    ...signFindings(timeline, entries),
  ];
  const first = new Map<string, Finding>();
  for (const finding of raised.sort(byMoment)) {
    const name = JSON.stringify([finding.kind, finding.symptom, finding.sign, finding.area]);
    if (!first.has(name)) first.set(name, finding);
  }
  return withoutDoubles([...first.values()]);
}

function occurredAt(entry: Entry): number {
  return Date.parse(entry.occurred_at);
}

function inOrder(diary: readonly Entry[]): readonly Entry[] {
  return [...diary].sort((a, b) => occurredAt(a) - occurredAt(b) || (a.id < b.id ? -1 : 1));
}

function byMoment(a: Finding, b: Finding): number {
  const name = (finding: Finding): string => `${finding.kind} ${String(finding.symptom ?? finding.sign)}`;
  return Date.parse(a.since_at) - Date.parse(b.since_at) || (name(a) < name(b) ? -1 : 1);
}

/** Drop the "outside the band" finding of a symptom that is already reported as a rebound or a late onset. */
function withoutDoubles(findings: readonly Finding[]): readonly Finding[] {
  const late = findings.filter((finding) => finding.kind === "rebound" || finding.kind === "late-onset");
  const returned = new Set(late.map((finding) => finding.symptom));
  return findings.filter((finding) => finding.kind !== "outside-band" || !returned.has(finding.symptom));
}

function groupOf(symptom: Symptom): string {
  return INFLAMMATION.includes(symptom) ? "inflammation" : symptom;
}

/** An entry with a score above "none", and the states reported up to it. */
interface Occurrence {
  readonly entry: Entry;
  readonly states: States;
  readonly late: boolean;
}

function occurrences(entries: readonly Entry[], symptom: Symptom): readonly Occurrence[] {
  let [seen, none] = [false, false];
  return entries.flatMap((entry, place) => {
    const score = entry.document.scores[symptom];
    const late = none && !seen;
    seen ||= (score ?? 0) > 0;
    none ||= score === 0;
    return score ? [{ entry, states: reportedStates(entries.slice(0, place + 1)), late }] : [];
  });
}

function symptomFindings(timeline: Timeline, entries: readonly Entry[], symptom: Symptom): readonly Finding[] {
  const expected = windowsOn(timeline, symptom, "expect");
  const calls = windowsOn(timeline, symptom, "call");
  return occurrences(entries, symptom).flatMap((occurrence) => {
    const normal = expected.some((window) => expectsAt(window, occurredAt(occurrence.entry), occurrence.states));
    const raised = [
      ...beyondExpected(timeline, symptom, occurrence, expected),
      ...calls
        .filter((call) => callsNow(call, occurrence, normal))
        .map((call) => ["past-call-after", call.rule] as const),
    ];
    return raised.map(([kind, rule]) => findingAt(kind, occurrence.entry, rule, { symptom: groupOf(symptom) }));
  });
}

function findingAt(
  kind: FindingKind,
  entry: Entry,
  rule: TimelineRule | null,
  about: { readonly symptom?: string; readonly sign?: Sign; readonly area?: Area | null },
): Finding {
  const { symptom = null, sign = null, area = null } = about;
  return { kind, symptom, sign, area, since_at: entry.occurred_at, entry_id: entry.id, rule };
}

/** A `call` rule without a number ("if it persists") applies once the sheet no longer expects the symptom. */
function callsNow(call: Window, occurrence: Occurrence, normal: boolean): boolean {
  return callsAt(call, occurredAt(occurrence.entry), occurrence.states) && !(normal && isNumberless(call));
}

function beyondExpected(
  timeline: Timeline,
  symptom: Symptom,
  occurrence: Occurrence,
  expected: readonly Window[],
): readonly (readonly [FindingKind, TimelineRule | null])[] {
  const moment = occurredAt(occurrence.entry);
  if (!expected.length) {
    const late = occurrence.late && INFLAMMATION.includes(symptom) && moment - Date.parse(timeline.treated_at) >= LATE_AFTER;
    return late ? [["late-onset", null]] : [];
  }
  if (expected.some((window) => expectsAt(window, moment, occurrence.states))) return [];
  const past = expected.filter((window) => isPast(window, moment, occurrence.states)).at(-1);
  return past ? [[occurrence.late ? "late-onset" : "outside-band", past.rule]] : [];
}

/** Each symptom by itself, and all cues of inflammation as one: redness that resolved may come back as warmth. */
function cueGroups(): readonly (readonly Symptom[])[] {
  return [...SYMPTOMS.map((symptom) => [symptom]), INFLAMMATION];
}

/** Entries in which the symptoms are back after they had resolved, unless the sheet expects that at this time. */
function rebounds(timeline: Timeline, entries: readonly Entry[], cues: readonly Symptom[]): readonly Finding[] {
  let [seen, resolved] = [false, false];
  return entries.flatMap((entry, place) => {
    const scores = cues.flatMap((cue) => {
      const score = entry.document.scores[cue];
      return score === undefined ? [] : [{ cue, score }];
    });
    const shown = scores.filter(({ score }) => score > 0).map(({ cue }) => cue);
    const [cue] = shown;
    if (cue === undefined) {
      if (scores.length) resolved = seen;
      return [];
    }
    const back = resolved && !lateEvents(timeline, entry, shown, reportedStates(entries.slice(0, place + 1)));
    seen = true;
    return back ? [findingAt("rebound", entry, null, { symptom: groupOf(cue) })] : [];
  });
}

/** Whether the sheet expects each of these symptoms now and lets it begin only some time after the treatment. */
function lateEvents(timeline: Timeline, entry: Entry, shown: readonly Symptom[], states: States): boolean {
  const start = Date.parse(timeline.treated_at);
  return shown.every((symptom) =>
    windowsOn(timeline, symptom, "expect").some(
      (window) => expectsAt(window, occurredAt(entry), states) && (leastMoment(window.opens, {}) ?? start) > start,
    ),
  );
}

function signFindings(timeline: Timeline, entries: readonly Entry[]): readonly Finding[] {
  return entries.flatMap((entry, place) => {
    const states = reportedStates(entries.slice(0, place + 1));
    return entry.document.signs
      .filter((reported) => !isExpected(timeline, reported.sign, occurredAt(entry), states))
      .map((reported) => findingAt("reportable-sign", entry, callRule(timeline, reported.sign), reported));
  });
}

function isExpected(timeline: Timeline, name: Sign, moment: number, states: States): boolean {
  const expected = timeline.windows.some(
    (window) => window.rule.verb === "expect" && window.rule.topics.includes(name) && expectsAt(window, moment, states),
  );
  return expected && !callRule(timeline, name, true);
}

/** The sheet's `call` rule for this sign, else its rule for any unexpected reaction (unless `exactly`). */
function callRule(timeline: Timeline, name: Sign, exactly = false): TimelineRule | null {
  const names = exactly ? [name] : [name, "unexpected-reaction"];
  const calls = timeline.windows.filter(({ rule }) => rule.verb === "call").map(({ rule }) => rule);
  return names.flatMap((each) => calls.filter((rule) => rule.topics.includes(each)))[0] ?? null;
}
