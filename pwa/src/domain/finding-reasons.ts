/**
 * What a diary shows that a practitioner should know: one reason per entry, thing and rule. Mirrors
 * server/domain/finding_reasons.py. Each reason cites the rule that raised it, or none if the diary alone did.
 */

import type { CourseEnd } from "./course";
import { callsAt, endedAt, expectsAt, isDated, isNumberless, isPast, strongest, UP_TO, windowsOn } from "./course";
import { leastMoment } from "./bounds";
import { HOUR, localDate, plusDays } from "./dates";
import { reboundEntries } from "./rebounds";
import type { ReportedStates, Step } from "./reported-states";
import { IRRITATED_FROM } from "./reported-states";
import { INFLAMMATION } from "./symptoms";
import type { Timeline, TimelineRule, Window } from "./timeline";
import type { Area, FindingKind, Sign, Symptom } from "./vocabulary";
import { SYMPTOMS } from "./vocabulary";

/** What a finding is about: a symptom ("inflammation" for each of its cues), or a sign at an area. */
export interface Thing {
  readonly symptom: string | null;
  readonly sign: Sign | null;
  readonly area: Area | null;
}

export interface Reason {
  readonly kind: FindingKind;
  readonly rule: TimelineRule | null;
  readonly at: string;
  readonly entry_id: string;
}

/** A reason, and the place of its entry in the diary. */
export interface Raised {
  readonly thing: Thing;
  readonly reason: Reason;
  readonly place: number;
}

/** A diary with the course that it is compared with. Entries are oldest first, none before the treatment. */
export interface Assessed {
  readonly timeline: Timeline;
  readonly entries: readonly Step[];
  readonly end: CourseEnd | null;
}

type Cited = readonly [FindingKind, TimelineRule | null];

/** Inflammation that first appears this long after the treatment is late, and points to a serum. */
const LATE_AFTER = 72 * HOUR;

export function raisedIn(assessed: Assessed): readonly Raised[] {
  const { timeline, entries } = assessed;
  const groups: readonly (readonly Symptom[])[] = [...SYMPTOMS.map((symptom) => [symptom]), INFLAMMATION];
  const isNormal = (step: Step, shown: readonly Symptom[]): boolean => isLateEvent(assessed, step, shown);
  return [
    ...SYMPTOMS.flatMap((symptom) => symptomReasons(assessed, symptom)),
    ...groups.flatMap((cues) => reboundEntries(entries, cues, isNormal).map((place) => raisedAt(entries, place, symptomThing(cues), ["rebound", null]))),
    ...entries.flatMap((step, place) =>
      step.entry.document.signs.flatMap(({ sign, area }) =>
        signReasons(timeline, sign, step, assessed.end).map((cited) => raisedAt(entries, place, { symptom: null, sign, area }, cited)),
      ),
    ),
  ];
}

export function cuesOf({ symptom }: Thing): readonly Symptom[] {
  if (symptom === null) return [];
  return symptom === "inflammation" ? INFLAMMATION : [symptom as Symptom];
}

function symptomThing([cue]: readonly Symptom[]): Thing {
  return { symptom: cue === undefined || INFLAMMATION.includes(cue) ? "inflammation" : cue, sign: null, area: null };
}

function raisedAt(entries: readonly Step[], place: number, thing: Thing, [kind, rule]: Cited): Raised {
  const { occurred_at: at = "", id: entry_id = "" } = entries[place]?.entry ?? {};
  return { thing, reason: { kind, rule, at, entry_id }, place };
}

/** A scored symptom. `first`: it was scored 0 before and never higher; `higher`: than at the last score. */
interface Present {
  readonly step: Step;
  readonly place: number;
  readonly score: number;
  readonly first: boolean;
  readonly higher: boolean;
  readonly rises: boolean;
}

function symptomReasons(assessed: Assessed, symptom: Symptom): readonly Raised[] {
  const scores = scoresOf(assessed, symptom).filter(({ score }) => score > 0);
  if (!scores.length) return [];
  const expected = windowsOn(assessed.timeline, symptom, "expect");
  const calls = windowsOn(assessed.timeline, symptom, "call");
  return scores.flatMap((present) =>
    citedFor(assessed, symptom, present, { expected, calls }).map((cited) => raisedAt(assessed.entries, present.place, symptomThing([symptom]), cited)),
  );
}

function scoresOf({ timeline, entries }: Assessed, symptom: Symptom): readonly Present[] {
  const daily = new Map<string, number>();
  let seen = false;
  let last: number | undefined;
  return entries.flatMap((step, place) => {
    const score = step.entry.document.scores[symptom];
    if (score === undefined) return [];
    const day = localDate(step.at, timeline.time_zone);
    const present = { step, place, score, first: last !== undefined && !seen, higher: last !== undefined && score > last, rises: rises(daily, day, score) };
    daily.set(day, score);
    seen ||= score > 0;
    last = score;
    return [present];
  });
}

/** Whether the score has risen by 2 since the last one of the day before, or by any amount on two days running. */
function rises(daily: ReadonlyMap<string, number>, day: string, score: number): boolean {
  const daysAgo = (days: number): number | undefined => daily.get(plusDays(day, -days));
  const [before, earlier] = [daysAgo(1), daysAgo(2)];
  if (before === undefined) return false;
  return score >= before + 2 || (earlier !== undefined && earlier < before && before < score);
}

interface Rules {
  readonly expected: readonly Window[];
  readonly calls: readonly Window[];
}

function citedFor({ timeline, end }: Assessed, symptom: Symptom, present: Present, { expected, calls }: Rules): readonly Cited[] {
  const { at, states } = present.step;
  const current = expected.filter((window) => expectsAt(window, at, states, end));
  const due = calls.filter((call) => isDue(call, present, current.length > 0)).map(({ rule }) => ["past-call-after", rule] as const);
  if (current.length) return [...due, ...tooStrong(current, present)];
  const late = present.first && at - Date.parse(timeline.treated_at) >= LATE_AFTER && INFLAMMATION.includes(symptom);
  if (expected.some((window) => isEndless(window, at, states))) {
    if (late) return [...due, ["late-onset", null]];
    return due.length || present.score < IRRITATED_FROM ? due : [["observation", null]];
  }
  const past = latestOf(expected.filter((window) => isPast(window, at, states)), states);
  if (past) return [...due, [present.first ? "late-onset" : "outside-band", past.rule]];
  return late && !expected.length ? [...due, ["late-onset", null]] : due;
}

/** Whether the sheet once expected this and gives no end: it never lasts longer than the sheet says. */
function isEndless(window: Window, at: number, states: ReportedStates): boolean {
  return !isDated(window) && expectsAt(window, at, states);
}

/** Whether a call applies; one without a number applies where the sheet does not expect the symptom. */
function isDue(call: Window, { step, higher }: Present, normal: boolean): boolean {
  if (call.rule.trend === "rising" && !higher) return false;
  return callsNow(call, step) && !(normal && isNumberless(call));
}

function callsNow(call: Window, { at, states }: Step): boolean {
  return isNumberless(call) ? !isPast(call, at, states) : callsAt(call, at, states);
}

function tooStrong(current: readonly Window[], { score, rises: isRising, step: { states } }: Present): readonly Cited[] {
  const described = strongest(current);
  const describing = current.filter(({ rule }) => rule.up_to !== undefined && UP_TO[rule.up_to] === described);
  const falling = isRising ? current.filter(({ rule }) => rule.trend === "falling") : [];
  const stronger = described !== null && score > described ? latestOf(describing, states) : undefined;
  const rising = latestOf(falling, states);
  return [...(stronger ? [["stronger", stronger.rule] as const] : []), ...(rising ? [["rising", rising.rule] as const] : [])];
}

/** The window that ends last, the first of several; one without an end counts as the last. */
function latestOf(windows: readonly Window[], states: ReportedStates): Window | undefined {
  const end = (window: Window): number => endedAt(window, states) ?? Infinity;
  return windows.reduce<Window | undefined>((best, each) => (best && end(best) >= end(each) ? best : each), undefined);
}

/** Whether the sheet expects each of these symptoms now and lets it begin only some time after the treatment. */
function isLateEvent({ timeline, end }: Assessed, { at, states }: Step, shown: readonly Symptom[]): boolean {
  const start = Date.parse(timeline.treated_at);
  return shown.every((symptom) =>
    windowsOn(timeline, symptom, "expect").some(
      (window) => expectsAt(window, at, states, end) && (leastMoment(window.opens, {}) ?? start) > start,
    ),
  );
}

/** The calls that name the sign, or else that it is outside its window, or else that it was observed. */
function signReasons(timeline: Timeline, sign: Sign, step: Step, end: CourseEnd | null): readonly Cited[] {
  const { at, states } = step;
  const named = timeline.windows.filter(({ rule }) => rule.topics.includes(sign));
  const due = named.filter((window) => window.rule.verb === "call" && callsNow(window, step));
  if (due.length) return due.map(({ rule }) => ["reportable-sign", rule]);
  const expected = named.filter(({ rule }) => rule.verb === "expect");
  if (expected.some((window) => expectsAt(window, at, states, end))) return [];
  const past = latestOf(expected.filter((window) => isPast(window, at, states)), states);
  const endless = expected.some((window) => isEndless(window, at, states));
  return [past && !endless ? ["outside-band", past.rule] : ["observation", null]];
}
