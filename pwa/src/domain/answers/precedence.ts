/**
 * Which of several rulings decides (CARE_PROTOCOL.md, "How it is decided", rules 5 and 6). Mirrors
 * server/domain/answers/precedence.py.
 */

import type { States } from "../bounds";
import { leastMoment, sureMoment } from "../bounds";
import type { Ruling, RulingKind } from "./rulings";
import { permits, restricts, waitsForAnAct } from "./rulings";

/**
 * The deciding ruling, and others that disagree with it or are overridden by it. `bans` are all rulings of the deciding kind
 * that restrict the topic: the answer changes with the last.
 */
export interface Decision {
  readonly ruling: Ruling;
  readonly also: readonly Ruling[];
  readonly bans: readonly Ruling[];
}

const RANK: Readonly<Record<RulingKind, number>> = { no: 0, only: 1, "not-yet": 2, over: 3, yes: 3 };

export type Key = readonly number[];

/** The decision; null is silence, which is never a yes. */
export function decide(rulings: readonly Ruling[], states: States): Decision | null {
  const isDirected = ({ window, force }: Ruling): boolean => window.rule.source === "practitioner" && force !== "ended";
  const byPractitioner = rulings.filter(isDirected);
  const ofSheet = byPractitioner.length ? rulings.filter((ruling) => !isDirected(ruling)) : rulings;
  const sheet = bySheet(ofSheet, states);
  const bans = byPractitioner.filter(({ window }) => window.rule.verb === "avoid");
  const own = bans.length ? restricted(bans, states) : nearest(byPractitioner, states);
  return own ? directed(own, ofSheet, sheet, states) : sheet;
}

/** A practitioner's ban always wins. A permission wins on the topics and members that the sheet does not name. */
function directed(own: Decision, ofSheet: readonly Ruling[], sheet: Decision | null, states: States): Decision {
  const isBan = own.ruling.window.rule.verb === "avoid";
  const named = ofSheet.filter(({ place }) => place < own.ruling.place);
  const members = isBan ? sheet : bySheet(named, states);
  if (members && restricts(members.ruling) && (!isBan || isStricter(members, own))) {
    return { ...members, also: [...members.also, own.ruling] };
  }
  const overridden = sheet && sheet.ruling.kind !== own.ruling.kind ? [sheet.ruling] : [];
  const longer = isBan && sheet?.ruling.kind === own.ruling.kind ? sheet.bans : [];
  return { ruling: own.ruling, also: [...own.also, ...overridden], bans: [...own.bans, ...longer] };
}

/** The decision by the instructions on the nearest topic; null if there are none. */
function nearest(directions: readonly Ruling[], states: States): Decision | null {
  const place = Math.min(...directions.map((ruling) => ruling.place));
  const near = directions.filter((ruling) => ruling.place === place);
  const inForce = best(near.filter(permits), states);
  if (inForce) return decision(inForce);
  return restricted([...near.filter(({ force }) => force === "in-force"), ...pending(near)], states);
}

function isStricter(first: Decision, second: Decision): boolean {
  return RANK[first.ruling.kind] < RANK[second.ruling.kind];
}

function bySheet(rulings: readonly Ruling[], states: States): Decision | null {
  let active: readonly Ruling[] = rulings.filter(({ force }) => force !== "ended");
  active = active.filter((ruling) => !isOutweighed(ruling, active));
  const exceptions = active.filter((ruling) => ruling.window.rule.exception === true && permits(ruling));
  if (exceptions.length) active = lifted(active, exceptions);
  const permitting = active.filter(permits);
  const exact = permitting.filter(({ place }) => place === 0);
  if (exact.length) return exactly(active, exact, states);
  const inForce = active.filter((ruling) => restricts(ruling) && ruling.force === "in-force");
  const restricting = restricted([...inForce, ...pending(active)], states, permitting);
  if (restricting) return restricting;
  const permission = best(permitting, states);
  if (permission === null) return ended(rulings, states);
  // A permission of other kinds does not permit this one, so the end of a ban on this one says more.
  const own = permission.beside ? rulings.filter((ruling) => !shareTopics(ruling, permission)) : [];
  return ended(own, states) ?? decision(permission);
}

/** Whether this is an uncertain permission beside a certain one: "again when outdoors" beside "every day". */
function isOutweighed(ruling: Ruling, active: readonly Ruling[]): boolean {
  const { verb } = ruling.window.rule;
  const isUncertain = restricts(ruling) && ruling.force === "in-force" && verb !== "avoid" && verb !== "only";
  return isUncertain && active.some((other) => other.kind === "yes" && permits(other) && !other.beside && other.place <= ruling.place);
}

function shareTopics(one: Ruling, other: Ruling): boolean {
  return one.window.rule.topics.some((topic) => other.window.rule.topics.includes(topic));
}

/** Drop the bans that an exception lifts: on the topic that it names, and on that topic's families. */
function lifted(active: readonly Ruling[], exceptions: readonly Ruling[]): readonly Ruling[] {
  const place = Math.min(...exceptions.map((ruling) => ruling.place));
  return active.filter((ruling) => permits(ruling) || ruling.place < place);
}

/** Let a rule in force that permits the topic itself beat every rule on its family, but not a ban on the topic. */
function exactly(active: readonly Ruling[], permitting: readonly Ruling[], states: States): Decision | null {
  const bans = active.filter((ruling) => ruling.place === 0 && ruling.force === "in-force" && restricts(ruling));
  const permission = best(permitting, states);
  return restricted(bans, states, permitting) ?? (permission && decision(permission));
}

/**
 * The pending permissions that count as bans. Of several on one topic, only the first to open counts, and none if one
 * is already in force. Those on the topic itself come before those on its families, which they will beat once they are
 * in force.
 */
function pending(active: readonly Ruling[]): readonly Ruling[] {
  const waiting = active.filter(({ force }) => force === "pending");
  const exact = waiting.filter(({ place }) => place === 0);
  const openPlaces = active.filter(permits).map(({ place }) => place);
  const first = new Map<number, Ruling>();
  for (const ruling of exact.length ? exact : waiting) {
    if (openPlaces.includes(ruling.place)) continue;
    const known = first.get(ruling.place);
    if (known === undefined || isBefore(counting(ruling), counting(known))) first.set(ruling.place, ruling);
  }
  return [...first.values()];
}

/** The order in which pending permissions count. Of two times before a further treatment, the longer counts. */
function counting(ruling: Ruling): Key {
  const key = opening(ruling);
  return ruling.window.rule.verb === "repeat" ? key.map((each) => -each) : key;
}

function opening(ruling: Ruling): Key {
  return [-RANK[ruling.kind], sureMoment(ruling.bound, {}) ?? leastMoment(ruling.bound, {}) ?? Infinity];
}

/**
 * The decision by the strictest ruling: no, only, not-yet; null if nothing restricts. While an `only` is in force,
 * pending permissions do not count.
 */
function restricted(rulings: readonly Ruling[], states: States, permitting: readonly Ruling[] = []): Decision | null {
  const banned = rulings.some(({ kind, force }) => kind === "no" && force === "in-force");
  const only = !banned && rulings.some(({ kind }) => kind === "only");
  const pool = only ? rulings.filter(({ force }) => force === "in-force") : rulings;
  const [first, ...others] = pool;
  const ruling = first && !others.length ? first : smallest(pool, (each) => rank(each, states));
  if (ruling === null) return null;
  const bans = pool.filter(({ kind }) => kind === ruling.kind);
  return { ruling, also: permitting.filter(({ place }) => place === ruling.place), bans };
}

/** The strictest first, and the longest among equals. */
function rank(ruling: Ruling, states: States): Key {
  const surely = sureMoment(ruling.bound, states) ?? Infinity;
  const least = leastMoment(ruling.bound, states) ?? (ruling.bound ? -Infinity : Infinity);
  return [RANK[ruling.kind], -surely, -least, ruling.place];
}

/**
 * The permission to quote: first a yes, one with a condition, a duty, the nearest, one for any time; null if there
 * is none. A permission of other kinds counts if none for the topic is as near: a scrub beside "a gentle exfoliator".
 */
function best(permitting: readonly Ruling[], states: States): Ruling | null {
  const nearest = (isBeside: boolean): number => Math.min(...permitting.filter(({ beside }) => beside === isBeside).map(({ place }) => place));
  const [plain, kinds] = [nearest(false), nearest(true)];
  return smallest(permitting, ({ kind, beside, window, place }) => {
    const isFarther = beside ? plain <= place : kinds < place;
    const { verb, with: condition } = window.rule;
    return [kind !== "yes", isFarther, !condition?.length, verb !== "do", place, waitsForAnAct(window, states)].map(Number);
  });
}

function ended(rulings: readonly Ruling[], states: States): Decision | null {
  const over = rulings.filter(({ force }) => force === "ended");
  const last = smallest(over, ({ bound }) => [-(sureMoment(bound, states) ?? -Infinity)]);
  return last && decision(last);
}

/** The sort key by which `decide` prefers rulings that differ only in their times; the least is preferred. */
export function preference(ruling: Ruling, states: States): Key {
  if (ruling.force === "ended") return [-(sureMoment(ruling.bound, states) ?? -Infinity)];
  if (ruling.force === "pending") return counting(ruling).slice(1);
  return restricts(ruling) ? rank(ruling, states).slice(1, 3) : [];
}

function decision(ruling: Ruling): Decision {
  return { ruling, also: [], bans: [] };
}

/** The first item with the smallest key, keys compared number by number; null if there are no items. */
function smallest<T>(items: readonly T[], key: (item: T) => Key): T | null {
  let winner: T | null = null;
  let least: Key = [];
  for (const item of items) {
    const own = key(item);
    if (winner === null || isBefore(own, least)) [winner, least] = [item, own];
  }
  return winner;
}

export function isBefore(a: Key, b: Key): boolean {
  for (const [at, value] of a.entries()) {
    const other = b[at];
    if (other !== undefined && value !== other) return value < other;
  }
  return false;
}
