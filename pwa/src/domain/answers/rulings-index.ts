/**
 * All rulings on a topic in order of time, computed in O(n log n) for n rules. Mirrors
 * server/domain/answers/rulings_index.py.
 *
 * No ruling changes between two ends of windows, so one sweep in order of time is enough. Where many rulings apply at
 * once, only those that the decision needs are kept: of equal rulings, the one that `decide` prefers and the one whose
 * earliest end is the latest.
 */

import type { States } from "../bounds";
import { leastMoment, leaves, timesOf } from "../bounds";
import { decide, isBefore, preference, type Decision, type Key } from "./precedence";
import { judge, restricts, type Candidate, type Ruling } from "./rulings";

/** Up to this number of candidates, looking at each is quicker than sorting them. */
const FEW = 24;

/** Less than the precision of any moment. */
const AN_INSTANT = 0.5;

/** A ruling that is constant from `start` (inclusive) to `end` (exclusive). */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly ruling: Ruling;
  /** The place of its rule among the candidates. */
  readonly place: number;
}

interface Entry {
  readonly span: Span;
  readonly key: Key;
}

/** The rulings to decide on from each moment of `starts` to the next; `rulings[0]` is before the first. */
export class Spans {
  private readonly decisions = new Map<readonly Ruling[], Decision | null>();

  constructor(
    private readonly starts: readonly number[],
    private readonly rulings: readonly (readonly Ruling[])[],
    private readonly states: States,
    /** Whether none is left out. */
    readonly inFull: boolean,
  ) {}

  decide(now: number): Decision | null {
    const rulings = this.rulings[countUpTo(this.starts, now)] ?? [];
    const known = this.decisions.get(rulings);
    if (known !== undefined) return known;
    const decision = decide(rulings, this.states);
    this.decisions.set(rulings, decision);
    return decision;
  }
}

/** How many of the sorted moments are at or before `now`. */
export function countUpTo(moments: readonly number[], now: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const moment = moments[middle];
    if (moment !== undefined && moment <= now) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The rulings of all moments. What stays the same from one span to the next is the same array. */
export function sweep(candidates: readonly Candidate[], states: States, few = FEW): Spans {
  const spans = candidates.flatMap((candidate, place) => constantSpans(candidate, place, states));
  const starts = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].filter(Number.isFinite).sort((a, b) => a - b);
  const inFull = candidates.length <= few;
  const rulings: (readonly Ruling[])[] = [];
  for (const each of inFull ? allOf(spans, starts) : bestOf(spans, starts, states)) {
    const last = rulings.at(-1);
    rulings.push(last && isSame(last, each) ? last : each);
  }
  return new Spans(starts, rulings, states, inFull);
}

function isSame(one: readonly Ruling[], other: readonly Ruling[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}

/** Every moment at which time may change what the rule says, in order. */
export function momentsOf({ window }: Candidate, states: States): readonly number[] {
  const moments: number[] = [];
  for (const bound of [window.opens, window.closes]) {
    for (const leaf of leaves(bound)) for (const at of timesOf(leaf, states)) if (at !== null && !moments.includes(at)) moments.push(at);
  }
  return moments.sort((a, b) => a - b);
}

/** The spans in which the candidate's ruling is constant, without those in which it is silent. */
function constantSpans(candidate: Candidate, place: number, states: States): readonly Span[] {
  const moments = momentsOf(candidate, states);
  return [-Infinity, ...moments].flatMap((start, index) => {
    const ruling = judge(candidate, index ? start : (moments[0] ?? 0) - AN_INSTANT, states);
    return ruling ? [{ start, end: moments[index] ?? Infinity, ruling, place }] : [];
  });
}

function* allOf(spans: readonly Span[], starts: readonly number[]): Generator<readonly Ruling[]> {
  for (const now of [-Infinity, ...starts]) {
    yield spans.filter(({ start, end }) => start <= now && now < end).map(({ ruling }) => ruling);
  }
}

function* bestOf(spans: readonly Span[], starts: readonly number[], states: States): Generator<readonly Ruling[]> {
  const beginning = [...spans].sort((a, b) => a.start - b.start || a.place - b.place);
  const classes = new Map<string, Entry[]>();
  let next = 0;
  for (const now of [-Infinity, ...starts]) {
    for (let span = beginning[next]; span && span.start <= now; span = beginning[++next]) {
      for (const [name, key] of orders(span.ruling, states)) enter(classes, name, { span, key });
    }
    yield bestOfEach(classes, now);
  }
}

/** Keep the entries of a class sorted, with the first of the best ones at the end. */
function enter(classes: Map<string, Entry[]>, name: string, entry: Entry): void {
  const listed = classes.get(name) ?? [];
  classes.set(name, listed);
  let [low, high] = [0, listed.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = listed[middle];
    if (other && isBehind(other, entry)) low = middle + 1;
    else high = middle;
  }
  listed.splice(low, 0, entry);
}

function isBehind(one: Entry, other: Entry): boolean {
  if (isBefore(other.key, one.key)) return true;
  return !isBefore(one.key, other.key) && one.span.place > other.span.place;
}

function bestOfEach(classes: ReadonlyMap<string, Entry[]>, now: number): readonly Ruling[] {
  const best = new Set<Span>();
  for (const listed of classes.values()) {
    while ((listed.at(-1)?.span.end ?? Infinity) <= now) listed.pop();
    const entry = listed.at(-1);
    if (entry) best.add(entry.span);
  }
  return [...best].sort((a, b) => a.place - b.place).map(({ ruling }) => ruling);
}

/** The classes of a ruling, with its sort key in each: the preferred ruling first, or the latest end first. */
function orders(ruling: Ruling, states: States): readonly (readonly [string, Key])[] {
  const name = className(ruling);
  const preferred = [name, preference(ruling, states)] as const;
  if (ruling.force !== "in-force" || !restricts(ruling)) return [preferred];
  return [preferred, [`${name} least end`, [-(leastMoment(ruling.bound, states) ?? -Infinity)]]];
}

/** What distinguishes rulings for `decide`, other than their times. */
function className({ kind, force, place, sibling, beside, window: { rule } }: Ruling): string {
  const flags = `${sibling ? 1 : 0}${beside ? 1 : 0}${rule.exception === true ? 1 : 0}${rule.with?.length ? 1 : 0}`;
  return `${kind} ${force} ${place} ${rule.source} ${rule.verb} ${flags}`;
}
