/** The timeline document: compiled once on the server (server/domain/timeline.py), projected here for any moment. */

import type { Verb } from "./vocabulary";

/** One end of a window, as far as the sheet fixes it. */
export interface BoundLeaf {
  /** Before this: surely not reached. ISO instant, or null when only a state or an act decides. */
  readonly least_at: string | null;
  /** From this on: surely reached. Null: never surely by time alone. */
  readonly surely_at: string | null;
  readonly state: string | null;
  readonly act: string | null;
  readonly kind: "exact" | "range" | "minimum" | "up-to" | "about" | "unknown" | "state" | "act";
  readonly text: string;
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

/** A rule as the timeline carries it. */
export interface TimelineRule {
  readonly id: string;
  readonly verb: Verb;
  readonly topics: readonly string[];
  readonly says: string;
  readonly cite: string;
  readonly why?: string;
  readonly every?: string;
  readonly amount?: string;
  readonly zone?: string;
  readonly using?: readonly string[];
  readonly trend?: string;
  readonly grade?: string;
  readonly exception?: boolean;
  readonly mark?: string;
  readonly source: "sheet" | "practitioner";
}

/** When a rule holds; `needs` and `unless` are the flags that only the present moment tells. */
export interface Window {
  readonly rule: TimelineRule;
  readonly opens: Bound | null;
  readonly closes: Bound | null;
  readonly needs: readonly string[];
  readonly unless: readonly string[];
}

/** A moment at which something changes for the patient. */
export interface Milestone {
  readonly at: string;
  readonly kind: "allowed" | "begins" | "ends" | "settled" | "call-after" | "session";
  readonly rule_id: string;
  readonly topics: readonly string[];
  readonly gates: readonly string[];
}

/** When the sheet wants the next session. */
export interface Series {
  readonly opens_at: string | null;
  readonly closes_at: string | null;
  readonly sessions: readonly [number, number] | null;
  readonly rule_ids: readonly string[];
}

export interface Timeline {
  readonly protocol: {
    readonly id: string;
    readonly version: number;
    readonly title: string;
    readonly publisher: string;
    readonly language: string;
  };
  readonly treated_at: string;
  readonly zone: string;
  readonly day_one: number;
  readonly windows: readonly Window[];
  readonly milestones: readonly Milestone[];
  readonly series: Series | null;
}

/** What the patient last told about the skin; absent means not told. */
export type States = Readonly<Record<string, boolean>>;

/** 0 not reached · 1 perhaps · 2 surely. */
export type Reading = 0 | 1 | 2;

/** Reads one end of a window at `now` (epoch milliseconds); every end is half-open. */
export function readBound(bound: Bound, now: number, states: States): Reading {
  if ("all" in bound) return least(bound.all.map((part) => readBound(part, now, states)));
  if ("first" in bound) return most(bound.first.map((part) => readBound(part, now, states)));
  if (bound.state !== null) return readState(bound.state, states);
  return readTimes(bound, now);
}

function readState(state: string, states: States): Reading {
  const told = states[state];
  if (told === undefined) return 1;
  return told ? 2 : 0;
}

function readTimes(leaf: BoundLeaf, now: number): Reading {
  if (leaf.least_at === null && leaf.surely_at === null) return 1;
  if (leaf.surely_at !== null && now >= Date.parse(leaf.surely_at)) return 2;
  return leaf.least_at === null || now >= Date.parse(leaf.least_at) ? 1 : 0;
}

function least(readings: readonly Reading[]): Reading {
  return Math.min(2, ...readings) as Reading;
}

function most(readings: readonly Reading[]): Reading {
  return Math.max(0, ...readings) as Reading;
}

/** The leaves of a bound, joins opened up. */
export function leaves(bound: Bound | null): readonly BoundLeaf[] {
  if (bound === null) return [];
  if ("all" in bound) return bound.all.flatMap(leaves);
  if ("first" in bound) return bound.first.flatMap(leaves);
  return [bound];
}

/** Whether the window's present-moment flags hold. */
export function flagsHold(window: Window, flagsNow: ReadonlySet<string>): boolean {
  return window.needs.every((flag) => flagsNow.has(flag)) && !window.unless.some((flag) => flagsNow.has(flag));
}
