/**
 * One end of a window, and how it reads at a moment; mirrors server/domain/when/bounds.py.
 *
 * A leaf with times is not reached before `least_at`, open from `least_at` until `surely_at`, reached from
 * `surely_at` on (never, where it is null). A state or an act is reached when the patient said so, not reached when
 * they said no, open while they have not said. Joins are the minimum (all) and the maximum (first) of that.
 */

/** One end of a window, as far as the sheet fixes it. */
export interface BoundLeaf {
  readonly least_at: string | null;
  readonly surely_at: string | null;
  readonly state: string | null;
  readonly act: string | null;
  readonly kind: "exact" | "range" | "minimum" | "up-to" | "about" | "unknown" | "state" | "act";
  readonly text: string;
  /** False for an act with an offset: when it happened is not known, so it stays open. */
  readonly confirmable?: boolean;
}

/** Reached when every part is. */
export interface AllBound {
  readonly all: readonly Bound[];
  readonly text: string;
}

/** Reached when the first part is. */
export interface FirstBound {
  readonly first: readonly Bound[];
  readonly text: string;
}

export type Bound = BoundLeaf | AllBound | FirstBound;

/** States, acts and now-flags as the patient last told them; absent: not told. */
export type States = Readonly<Record<string, boolean>>;

/** 0 not reached · 1 open · 2 reached. */
export type Certainty = 0 | 1 | 2;

/** Reads a bound at `now` (epoch milliseconds). `early` reads a range as reached from its least end on: for what may come
 * early but never late. */
export function certainty(bound: Bound, now: number, states: States, early = false): Certainty {
  const parts = partsOf(bound);
  if (parts) {
    const certainties = parts.map((part) => certainty(part, now, states, early));
    return ("all" in bound ? Math.min(...certainties) : Math.max(...certainties)) as Certainty;
  }
  const leaf = bound as BoundLeaf;
  if (gateOf(leaf) !== null) return gateCertainty(leaf, states);
  if (leaf.least_at === null || now < Date.parse(leaf.least_at)) return 0;
  return early || surely(leaf, now) ? 2 : 1;
}

function surely(leaf: BoundLeaf, now: number): boolean {
  return leaf.surely_at !== null && now >= Date.parse(leaf.surely_at);
}

function gateCertainty(leaf: BoundLeaf, states: States): Certainty {
  const answer = states[gateOf(leaf) ?? ""];
  if (answer === undefined || (answer && leaf.confirmable === false)) return 1;
  return answer ? 2 : 0;
}

/** The parts of a join; undefined for a leaf. */
export function partsOf(bound: Bound): readonly Bound[] | undefined {
  if ("all" in bound) return bound.all;
  return "first" in bound ? bound.first : undefined;
}

/** The state or act that a leaf hangs on. */
export function gateOf(leaf: BoundLeaf): string | null {
  return leaf.state ?? leaf.act;
}

/** The leaves of a bound, joins opened up. */
export function leaves(bound: Bound | null): readonly BoundLeaf[] {
  if (bound === null) return [];
  return partsOf(bound)?.flatMap(leaves) ?? [bound as BoundLeaf];
}

/** What the bound still hangs on, beside time. */
export function openGates(bound: Bound | null, now: number, states: States): readonly string[] {
  if (bound === null || certainty(bound, now, states) === 2) return [];
  const open = leaves(bound).filter((leaf) => gateOf(leaf) !== null && gateCertainty(leaf, states) !== 2);
  return [...new Set(open.flatMap((leaf) => gateOf(leaf) ?? []))];
}

/** Before this the bound is surely not reached. Null: no such moment is known. */
export function leastMoment(bound: Bound | null, states: States): number | null {
  if (bound === null) return null;
  const parts = partsOf(bound);
  if (!parts) return instant((bound as BoundLeaf).least_at);
  const moments = parts.map((part) => leastMoment(part, states));
  if ("all" in bound) return latest(known(moments));
  return moments.includes(null) ? null : earliest(known(moments));
}

/** From this on it is reached by time alone, given what was told. Null: time alone never does it. */
export function sureMoment(bound: Bound | null, states: States): number | null {
  if (bound === null) return null;
  const parts = partsOf(bound);
  if (!parts) return instant((bound as BoundLeaf).surely_at);
  if ("first" in bound) return earliest(known(parts.map((part) => sureMoment(part, states))));
  const moments = parts.filter((part) => !isConfirmed(part, states)).map((part) => sureMoment(part, states));
  return moments.includes(null) ? null : latest(known(moments));
}

function isConfirmed(bound: Bound, states: States): boolean {
  return !partsOf(bound) && gateOf(bound as BoundLeaf) !== null && gateCertainty(bound as BoundLeaf, states) === 2;
}

function instant(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}

function known(moments: readonly (number | null)[]): readonly number[] {
  return moments.filter((moment) => moment !== null);
}

/** The earliest of some moments; null of none. */
export function earliest(moments: readonly number[]): number | null {
  return moments.length ? Math.min(...moments) : null;
}

/** The latest of some moments; null of none. */
export function latest(moments: readonly number[]): number | null {
  return moments.length ? Math.max(...moments) : null;
}
