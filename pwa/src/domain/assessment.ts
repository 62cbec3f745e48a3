/**
 * Raises findings: what a diary shows that the sheet says to report to the practitioner. Mirrors
 * server/domain/assessment.py. Each finding cites the rules or the facts that raised it. A finding is not a diagnosis,
 * and the absence of findings does not mean "you are fine".
 */

import { endOfCourse } from "./course";
import type { Entry } from "./diary";
import { knownAt } from "./known-at";
import { cuesOf, raisedIn, type Raised, type Reason, type Thing } from "./finding-reasons";
import { steps, type Step } from "./reported-states";
import { signsGoneIn } from "./signs-gone";
import { earliestReports } from "./skin-states";
import type { Timeline, TimelineRule } from "./timeline";
import { FINDING_KINDS, type FindingKind } from "./vocabulary";

export interface Finding extends Thing {
  /** The kind of the first reason, and its rule; null if a fact of the diary alone raised it. */
  readonly kind: FindingKind;
  readonly rule: TimelineRule | null;
  readonly since_at: string;
  readonly entry_id: string;
  /** Oldest first. */
  readonly reasons: readonly Reason[];
  /** The moment of the entry that says that it is gone. */
  readonly gone_at: string | null;
  /** The moment of the practitioner's first reply after its reasons. */
  readonly answered_at: string | null;
}

/** Whether neither the patient has said that it is gone nor the practitioner has answered. */
export function isOpen({ gone_at, answered_at }: Finding): boolean {
  return gone_at === null && answered_at === null;
}

const BY_CALL: readonly FindingKind[] = ["reportable-sign", "past-call-after"];

/** Whether a `call` of the sheet raised it: the sheet itself asks the patient to report it. */
export function isByCall({ reasons }: Finding): boolean {
  return reasons.some(({ kind }) => BY_CALL.includes(kind));
}

/**
 * Return the findings, oldest first. `repliedAt` are the moments of the practitioner's replies. What is raised about one
 * thing until it is gone is one finding; after a reply only a new reason raises another. Entries before the treatment are
 * ignored.
 */
export function assess(timeline: Timeline, diary: readonly Entry[], repliedAt: readonly string[] = []): readonly Finding[] {
  const start = Date.parse(timeline.treated_at);
  const after = diary.filter((entry) => Date.parse(entry.occurred_at) >= start);
  const entries = steps(after, earliestReports(timeline));
  const things = new Map<string, Several>();
  for (const raised of raisedIn({ timeline, entries, end: endOfCourse(timeline) })) {
    const { symptom, sign, area } = raised.thing;
    const name = JSON.stringify([symptom, sign, area]);
    const others = things.get(name);
    if (others) others.push(raised);
    else things.set(name, [raised]);
  }
  const replies = [...repliedAt].sort(byMoment);
  const findings = [...things.values()].flatMap((raised) => findingsOf(raised, entries, replies));
  return findings.sort(byOrder).map(({ finding }) => finding);
}

function byMoment(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}

function byTime(a: Raised, b: Raised): number {
  return a.place - b.place || FINDING_KINDS.indexOf(a.reason.kind) - FINDING_KINDS.indexOf(b.reason.kind);
}

/** Whatever was raised about one thing. */
type Several = [Raised, ...Raised[]];

interface Placed {
  readonly first: Raised;
  readonly finding: Finding;
}

function byOrder({ first: a }: Placed, { first: b }: Placed): number {
  const name = ({ thing }: Raised): string => [thing.symptom ?? thing.sign, thing.area].join();
  return byTime(a, b) || (name(a) < name(b) ? -1 : 1);
}

/** The findings about one thing. */
function findingsOf(raised: Several, entries: readonly Step[], replies: readonly string[]): readonly Placed[] {
  const gone = goneAt(raised[0].thing, entries);
  const episodes: Several[] = [];
  let known = new Set<string>();
  for (const each of raised.sort(byTime)) {
    const name = nameOf(each.reason);
    const episode = episodes.at(-1);
    if (!episode || gone.some((place) => episode[0].place < place && place < each.place)) {
      episodes.push([each]);
      known = new Set();
    } else if (!known.has(name)) {
      if (answeredAt(episode, entries, replies, knownFrom(each, entries)) === null) episode.push(each);
      else episodes.push([each]);
    }
    known.add(name);
  }
  return episodes.map((episode) => placed(episode, entries, { gone, replies }));
}

/** What makes a reason a new one. What began late is not said to last too long by the same rule. */
function nameOf({ kind, rule }: Reason): string {
  return JSON.stringify([kind === "late-onset" ? "outside-band" : kind, rule?.id]);
}

interface Closing {
  readonly gone: readonly number[];
  readonly replies: readonly string[];
}

function placed(episode: Several, entries: readonly Step[], { gone, replies }: Closing): Placed {
  const [first] = episode;
  const { kind, rule, at: since_at, entry_id } = first.reason;
  const place = gone.find((each) => each > first.place);
  const goneIn = place === undefined ? undefined : entries[place];
  const gone_at = goneIn?.entry.occurred_at ?? null;
  const reasons = episode.map(({ reason }) => reason);
  return { first, finding: { ...first.thing, kind, rule, since_at, entry_id, reasons, gone_at, answered_at: answeredAt(episode, entries, replies) } };
}

/** The first reply after the last reason could be read, and before a moment if one is given (epoch milliseconds). */
function answeredAt(episode: readonly Raised[], entries: readonly Step[], replies: readonly string[], before = Infinity): string | null {
  const since = Math.max(...episode.map((each) => knownFrom(each, entries)));
  return replies.find((at) => Date.parse(at) > since && Date.parse(at) < before) ?? null;
}

function knownFrom({ place }: Raised, entries: readonly Step[]): number {
  const step = entries[place];
  return step ? knownAt(step.entry) : Infinity;
}

/**
 * The places of the entries that say that the thing is gone. An entry that does not mention it says nothing: a symptom
 * without a score, a sign that is not listed.
 */
function goneAt(thing: Thing, entries: readonly Step[]): readonly number[] {
  const last = new Map<string, number>();
  return entries.flatMap(({ entry: { document } }, place) => {
    if (thing.sign !== null) {
      const listed = document.signs.some(({ sign }) => sign === thing.sign);
      return !listed && signsGoneIn(document).includes(thing.sign) ? [place] : [];
    }
    const scored = cuesOf(thing).flatMap((cue) => {
      const score = document.scores[cue];
      return score === undefined ? [] : [[cue, score] as const];
    });
    for (const [cue, score] of scored) last.set(cue, score);
    return scored.length && [...last.values()].every((score) => score === 0) ? [place] : [];
  });
}
