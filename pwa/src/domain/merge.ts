/**
 * What happens to an entry that was written on two phones; mirrors server/domain/merge.py, held by
 * tests/golden/merge.json. Each field goes on by itself: who changed it wins; where both did, nothing that was said
 * is lost and the more careful of two answers stands.
 */

import type { EntryDocument, FoundFinding } from "./diary";
import { emptyDocument } from "./diary";
import { MAX_NOTE } from "./vocabulary";

/** Stands between two notes that were both kept. */
export const SEPARATOR = "\n---\n";

export interface MergeOutcome {
  readonly document: EntryDocument;
  /** The fields that both sides changed differently: `readings.redness`, `note`. */
  readonly bothChanged: readonly string[];
  /** Texts that could not both be kept within MAX_NOTE: theirs stands there. */
  readonly noRoom: readonly string[];
}

interface Three<T> {
  readonly base: T;
  readonly theirs: T;
  readonly mine: T;
}

interface Told {
  readonly clashes: string[];
  readonly noRoom: string[];
}

/** Deterministic. `base` null: the two share no earlier version. */
export function merge(base: EntryDocument | null, theirs: EntryDocument, mine: EntryDocument): MergeOutcome {
  const told: Told = { clashes: [], noRoom: [] };
  const root = base ?? { ...emptyDocument(""), zone: undefined };
  const pick = <K extends keyof EntryDocument>(name: K) =>
    ({ base: root[name], theirs: theirs[name], mine: mine[name] }) as Three<EntryDocument[K]>;
  const document: EntryDocument = {
    zone: one("zone", pick("zone"), told, (_theirs, own) => own) ?? mine.zone,
    readings: answers("readings", pick("readings"), told, (a, b) => Math.max(a, b)),
    findings: findingSet(pick("findings")),
    states: answers("states", pick("states"), told, (a, b) => a && b),
    products: kept(pick("products")),
    activities: kept(pick("activities")),
    note: text("note", pick("note"), told),
    question: text("question", pick("question"), told),
    back_dated: theirs.back_dated || mine.back_dated,
  };
  return { document, bothChanged: told.clashes, noRoom: told.noRoom };
}

/** Who changed it wins; where both did, differently, `choose` decides and the clash is named. */
function one<T>(
  name: string,
  { base, theirs, mine }: Three<T | undefined>,
  told: Told,
  choose: (theirs: T, mine: T) => T,
): T | undefined {
  if (theirs === mine || mine === base) return theirs;
  if (theirs === base) return mine;
  // one took the answer back, one changed it: the answer stays
  if (theirs === undefined || mine === undefined) return theirs ?? mine;
  told.clashes.push(name);
  return choose(theirs, mine);
}

function answers<T>(
  field: string,
  { base, theirs, mine }: Three<Readonly<Partial<Record<string, T>>>>,
  told: Told,
  choose: (theirs: T, mine: T) => T,
): Record<string, T> {
  const keys = [...new Set([...Object.keys(base), ...Object.keys(theirs), ...Object.keys(mine)])].sort();
  const values = keys.map((key) => {
    const three = { base: base[key], theirs: theirs[key], mine: mine[key] };
    return [key, one(`${field}.${key}`, three, told, choose)] as const;
  });
  return Object.fromEntries(values.filter((pair): pair is readonly [string, T & {}] => pair[1] !== undefined));
}

/** The three-way union of ordered sets: what one added is in, what one took out is out. */
function kept({ base, theirs, mine }: Three<readonly string[]>): string[] {
  const [before, left, right] = [new Set(base), new Set(theirs), new Set(mine)];
  return [...new Set([...base, ...theirs, ...mine])].filter(
    (item) => (left.has(item) && right.has(item)) || (!before.has(item) && (left.has(item) || right.has(item))),
  );
}

function findingSet(three: Three<readonly FoundFinding[]>): FoundFinding[] {
  const named = (found: readonly FoundFinding[]) => found.map(({ finding, zone }) => JSON.stringify([finding, zone]));
  const pairs = kept({ base: named(three.base), theirs: named(three.theirs), mine: named(three.mine) });
  return pairs.map((pair) => {
    const [finding, zone] = JSON.parse(pair) as [FoundFinding["finding"], FoundFinding["zone"]];
    return { finding, zone };
  });
}

function text(name: string, { base, theirs, mine }: Three<string>, told: Told): string {
  if (theirs === mine || mine === base) return theirs;
  if (theirs === base) return mine;
  if (theirs.includes(mine)) return theirs;
  if (mine.includes(theirs)) return mine;
  told.clashes.push(name);
  const both = theirs + SEPARATOR + mine;
  if (Array.from(both).length <= MAX_NOTE) return both; // characters as the server counts them: code points
  told.noRoom.push(name);
  return theirs;
}
