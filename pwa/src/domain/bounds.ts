/**
 * One end of a window, and whether it is reached at a moment. Mirrors server/domain/when/bounds.py.
 *
 * A leaf with times is not reached before `least_at`, uncertain from `least_at` to `surely_at`, and reached from
 * `surely_at` on (never, if that is null). A state or an act is reached once the patient has confirmed it, not reached if
 * they have denied it, and uncertain otherwise; with an offset it has times as soon as the moment of the report is known.
 * `while(…)` is always reached. A join takes the minimum (all) or the maximum (first) of its parts.
 */

/** One end of a window, as far as the sheet fixes it. */
export interface BoundLeaf {
  readonly least_at: string | null;
  readonly surely_at: string | null;
  readonly state: string | null;
  readonly act: string | null;
  readonly kind: "exact" | "range" | "minimum" | "up-to" | "about" | "unknown" | "state" | "act";
  readonly text: string;
  /** Minutes from the report of the state or act to the earliest and the latest moment. */
  readonly offset?: readonly number[];
}

/** Reached when every part is reached. */
export interface AllBound {
  readonly all: readonly Bound[];
  readonly text: string;
}

/** Reached when any part is reached. */
export interface FirstBound {
  readonly first: readonly Bound[];
  readonly text: string;
}

export type Bound = BoundLeaf | AllBound | FirstBound;

/**
 * States, acts and now-flags as the patient last reported them; absent if never reported. A number is the moment
 * since which it is true (epoch milliseconds); `true` if the moment is unknown. An act is reported as `act:wash`.
 */
export type States = Readonly<Record<string, boolean | number>>;

export const NOT_REACHED = 0;
export const UNCERTAIN = 1;
export const REACHED = 2;

/** How sure it is that a bound is reached. Ordered, so that joins are a minimum or a maximum. */
export type Certainty = typeof NOT_REACHED | typeof UNCERTAIN | typeof REACHED;

/**
 * Evaluate a bound at `now` (epoch milliseconds). With `early`, a range counts as reached from its earliest moment: for
 * what may come early but never late.
 */
export function certainty(bound: Bound, now: number, states: States, early = false): Certainty {
  const parts = partsOf(bound);
  if (parts) {
    const certainties = parts.map((part) => certainty(part, now, states, early));
    return ("all" in bound ? Math.min(...certainties) : Math.max(...certainties)) as Certainty;
  }
  const leaf = bound as BoundLeaf;
  const gate = gateOf(leaf);
  if (isAlways(leaf)) return REACHED;
  const [least, surely] = timesOf(leaf, states);
  if (gate !== null && least === null) return gateCertainty(leaf, states);
  if (least === null || now < least) return NOT_REACHED;
  return early || (surely !== null && now >= surely) ? REACHED : UNCERTAIN;
}

function isAlways(leaf: BoundLeaf): boolean {
  return leaf.act?.startsWith("while(") ?? false;
}

/** What the patient last reported about the state or act of a leaf; undefined if nothing. */
export function reportOf(leaf: BoundLeaf, states: States): boolean | number | undefined {
  const act = /^(?:after|on|onset)\((.*)\)$/.exec(leaf.act ?? "")?.[1];
  return (act === undefined ? undefined : states[`act:${act}`]) ?? states[gateOf(leaf) ?? ""];
}

/** The earliest and the latest moment of a leaf, as far as they are known. */
export function timesOf(leaf: BoundLeaf, states: States): Ends {
  if (leaf.offset === undefined || gateOf(leaf) === null) return fixedTimesOf(leaf);
  const since = reportOf(leaf, states);
  if (typeof since !== "number") return [null, null];
  const [least = 0, surely = 0] = leaf.offset.map((minutes) => since + minutes * 60_000);
  return [least, surely];
}

type Ends = readonly [number | null, number | null];

const fixedTimes = new WeakMap<BoundLeaf, Ends>();

/** The dates of a leaf, parsed once: an answer compares them hundreds of times. */
function fixedTimesOf(leaf: BoundLeaf): Ends {
  const times = fixedTimes.get(leaf) ?? ([instant(leaf.least_at), instant(leaf.surely_at)] as const);
  fixedTimes.set(leaf, times);
  return times;
}

function gateCertainty(leaf: BoundLeaf, states: States): Certainty {
  const report = reportOf(leaf, states);
  if (report === undefined || (report !== false && leaf.offset !== undefined)) return UNCERTAIN;
  return report === false ? NOT_REACHED : REACHED;
}

/** The parts of a join; undefined for a leaf. */
export function partsOf(bound: Bound): readonly Bound[] | undefined {
  if ("all" in bound) return bound.all;
  return "first" in bound ? bound.first : undefined;
}

/** The state or act that a leaf depends on; null for a leaf with times. */
export function gateOf(leaf: BoundLeaf): string | null {
  return leaf.state ?? leaf.act;
}

/** All leaves of a bound, those within joins included. */
export function leaves(bound: Bound | null): readonly BoundLeaf[] {
  if (bound === null) return [];
  return partsOf(bound)?.flatMap(leaves) ?? [bound as BoundLeaf];
}

/** The states and acts that the bound still depends on. */
export function openGates(bound: Bound | null, now: number, states: States): readonly string[] {
  if (bound === null || certainty(bound, now, states) === REACHED) return [];
  const open = leaves(bound).flatMap((leaf) => {
    const gate = gateOf(leaf);
    return gate !== null && !isConfirmed(leaf, states) && timesOf(leaf, states)[0] === null ? [gate] : [];
  });
  return [...new Set(open)];
}

/** The moment before which the bound is certainly not reached; null if none is known. */
export function leastMoment(bound: Bound | null, states: States): number | null {
  if (bound === null) return null;
  const parts = partsOf(bound);
  if (!parts) return timesOf(bound as BoundLeaf, states)[0];
  const moments = parts.map((part) => leastMoment(part, states));
  if ("all" in bound) return latest(known(moments));
  return moments.includes(null) ? null : earliest(known(moments));
}

/** The moment from which the bound is reached by time alone, given the states; null if time alone is not enough. */
export function sureMoment(bound: Bound | null, states: States): number | null {
  if (bound === null) return null;
  const parts = partsOf(bound);
  if (!parts) return timesOf(bound as BoundLeaf, states)[1];
  if ("first" in bound) return earliest(known(parts.map((part) => sureMoment(part, states))));
  const moments = parts.filter((part) => !isConfirmed(part, states)).map((part) => sureMoment(part, states));
  return moments.includes(null) ? null : latest(known(moments));
}

function isConfirmed(bound: Bound, states: States): boolean {
  if (partsOf(bound)) return false;
  const leaf = bound as BoundLeaf;
  if (gateOf(leaf) === null) return false;
  return isAlways(leaf) || (leaf.offset === undefined && gateCertainty(leaf, states) === REACHED);
}

function instant(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}

function known(moments: readonly (number | null)[]): readonly number[] {
  return moments.filter((moment) => moment !== null);
}

/** The earliest of the moments; null if there are none. */
export function earliest(moments: readonly number[]): number | null {
  return moments.length ? Math.min(...moments) : null;
}

/** The latest of the moments; null if there are none. */
export function latest(moments: readonly number[]): number | null {
  return moments.length ? Math.max(...moments) : null;
}
