/**
 * Which entries of a diary the sheet says to bring to the practitioner; mirrors server/domain/assessment.py. Each finding
 * cites the rule or the fact that raised it. It is never a diagnosis, and that nothing is raised is never a "you are fine".
 */

import type { States } from "./bounds";
import { leastMoment } from "./bounds";
import { callsAt, expectsAt, INFLAMMATION, isNumberless, isPast, windowsOn } from "./course";
import { HOUR } from "./dates";
import type { Entry } from "./diary";
import { reportedStates } from "./diary";
import type { Timeline, TimelineRule, Window } from "./timeline";
import type { Sign, Symptom, Area } from "./vocabulary";
import { SYMPTOMS } from "./vocabulary";

export type FindingKind = "outside-band" | "past-call-after" | "reportable-sign" | "rebound" | "late-onset";

export interface Finding {
  readonly kind: FindingKind;
  /** "inflammation" for each of its cues. */
  readonly symptom: string | null;
  readonly sign: Sign | null;
  readonly area: Area | null;
  readonly since_at: string;
  readonly entry_id: string;
  /** Null: raised by a fact of the diary alone. */
  readonly rule: TimelineRule | null;
}

/** From here on a first inflammation that no rule speaks of is late: it points at a serum. */
const LATE = 72 * HOUR;

/** Oldest first; each thing once, at the entry where it began. Entries before the treatment do not count. */
export function assess(timeline: Timeline, diary: readonly Entry[]): readonly Finding[] {
  const entries = inOrder(diary).filter((entry) => at(entry) >= Date.parse(timeline.treated_at));
  const raised = [
    ...SYMPTOMS.flatMap((symptom) => symptomFindings(timeline, entries, symptom)),
    ...watched().flatMap((cues) => rebounds(timeline, entries, cues)),
    ...signFindings(timeline, entries),
  ];
  const first = new Map<string, Finding>();
  for (const found of raised.sort(byMoment)) {
    const name = JSON.stringify([found.kind, found.symptom, found.sign, found.area]);
    if (!first.has(name)) first.set(name, found);
  }
  return withoutDoubles([...first.values()]);
}

function at(entry: Entry): number {
  return Date.parse(entry.occurred_at);
}

function inOrder(diary: readonly Entry[]): readonly Entry[] {
  return [...diary].sort((a, b) => at(a) - at(b) || (a.id < b.id ? -1 : 1));
}

function byMoment(a: Finding, b: Finding): number {
  const name = (found: Finding): string => `${found.kind} ${found.symptom ?? found.sign ?? ""}`;
  return Date.parse(a.since_at) - Date.parse(b.since_at) || (name(a) < name(b) ? -1 : 1);
}

/** What came back, or came late, is not told a second time as lasting longer than the sheet says. */
function withoutDoubles(found: readonly Finding[]): readonly Finding[] {
  const late = found.filter((one) => one.kind === "rebound" || one.kind === "late-onset");
  const returned = new Set(late.map((one) => one.symptom));
  return found.filter((one) => one.kind !== "outside-band" || !returned.has(one.symptom));
}

function groupOf(symptom: Symptom): string {
  return INFLAMMATION.includes(symptom) ? "inflammation" : symptom;
}

/** A score above "none", with what had been told until then. */
interface Present {
  readonly entry: Entry;
  readonly states: States;
  readonly late: boolean;
}

function present(entries: readonly Entry[], symptom: Symptom): readonly Present[] {
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
  return present(entries, symptom).flatMap((here) => {
    const normal = expected.some((window) => expectsAt(window, at(here.entry), here.states));
    const raised = [
      ...longerOrLate(timeline, symptom, here, expected),
      ...calls
        .filter((call) => callsNow(call, here, normal))
        .map((call) => ["past-call-after", call.rule] as const),
    ];
    return raised.map(([kind, rule]) => findingAt(kind, here.entry, rule, { symptom: groupOf(symptom) }));
  });
}

function findingAt(
  kind: FindingKind,
  entry: Entry,
  rule: TimelineRule | null,
  about: { readonly symptom?: string; readonly sign?: Sign; readonly area?: Area | null },
): Finding {
  const { symptom = null, sign: sign = null, area: area = null } = about;
  return { kind, symptom, sign, area, since_at: entry.occurred_at, entry_id: entry.id, rule };
}

/** A call without a number ("if it persists") waits until the sheet stops calling it normal. */
function callsNow(call: Window, here: Present, normal: boolean): boolean {
  return callsAt(call, at(here.entry), here.states) && !(normal && isNumberless(call));
}

function longerOrLate(
  timeline: Timeline,
  symptom: Symptom,
  here: Present,
  expected: readonly Window[],
): readonly (readonly [FindingKind, TimelineRule | null])[] {
  const moment = at(here.entry);
  if (!expected.length) {
    const late = here.late && INFLAMMATION.includes(symptom) && moment - Date.parse(timeline.treated_at) >= LATE;
    return late ? [["late-onset", null]] : [];
  }
  if (expected.some((window) => expectsAt(window, moment, here.states))) return [];
  const past = expected.filter((window) => isPast(window, moment, here.states)).at(-1);
  return past ? [[here.late ? "late-onset" : "outside-band", past.rule]] : [];
}

/** Each symptom by itself, and the cues together: what left as redness may come back as warmth. */
function watched(): readonly (readonly Symptom[])[] {
  return [...SYMPTOMS.map((symptom) => [symptom]), INFLAMMATION];
}

/** It had settled ("none" after something) and came back, other than as a late event of the sheet. */
function rebounds(timeline: Timeline, entries: readonly Entry[], cues: readonly Symptom[]): readonly Finding[] {
  let [seen, resolved] = [false, false];
  return entries.flatMap((entry, place) => {
    const scores = cues.flatMap((cue) => {
      const score = entry.document.scores[cue];
      return score === undefined ? [] : [{ cue, score }];
    });
    const shown = scores.filter(({ score }) => score > 0).map(({ cue }) => cue);
    if (!shown.length) {
      if (scores.length) resolved = seen;
      return [];
    }
    const back = resolved && !lateEvents(timeline, entry, shown, reportedStates(entries.slice(0, place + 1)));
    seen = true;
    return back ? [findingAt("rebound", entry, null, { symptom: groupOf(cues[0] ?? "redness") })] : [];
  });
}

/** Whether the sheet says of each of these that it begins later, and that this is its time. */
function lateEvents(timeline: Timeline, entry: Entry, shown: readonly Symptom[], states: States): boolean {
  const start = Date.parse(timeline.treated_at);
  return shown.every((symptom) =>
    windowsOn(timeline, symptom, "expect").some(
      (window) => expectsAt(window, at(entry), states) && (leastMoment(window.opens, {}) ?? start) > start,
    ),
  );
}

function signFindings(timeline: Timeline, entries: readonly Entry[]): readonly Finding[] {
  return entries.flatMap((entry, place) => {
    const states = reportedStates(entries.slice(0, place + 1));
    return entry.document.signs
      .filter((found) => !isExpected(timeline, found.sign, at(entry), states))
      .map((found) => findingAt("reportable-sign", entry, callRule(timeline, found.sign), found));
  });
}

function isExpected(timeline: Timeline, name: Sign, moment: number, states: States): boolean {
  const expected = timeline.windows.some(
    (window) => window.rule.verb === "expect" && window.rule.topics.includes(name) && expectsAt(window, moment, states),
  );
  return expected && !callRule(timeline, name, true);
}

/** The sheet's call on this very finding, else its call on any unexpected reaction. */
function callRule(timeline: Timeline, name: Sign, exactly = false): TimelineRule | null {
  const names = exactly ? [name] : [name, "unexpected-reaction"];
  const calls = timeline.windows.filter(({ rule }) => rule.verb === "call").map(({ rule }) => rule);
  return names.flatMap((each) => calls.filter((rule) => rule.topics.includes(each)))[0] ?? null;
}
