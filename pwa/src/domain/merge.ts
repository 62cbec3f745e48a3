/**
 * Three-way merge of an entry that was edited on two phones. Mirrors server/domain/merge.py; tests/golden/merge.json
 * tests both. Each field is merged by itself: the side that changed it wins. If both did, no text is lost and the more
 * careful of two answers wins.
 */

import type { EntryDocument, ReportedSign } from "./diary";
import { emptyDocument } from "./diary";
import { actsOf, dutiesDoneIn } from "./reported-states";
import { signsGoneIn } from "./signs-gone";
import { MAX_NOTE } from "./vocabulary";

/** Separates two notes that were both kept. */
export const SEPARATOR = "\n---\n";

export interface MergeOutcome {
  readonly document: EntryDocument;
  /** The fields that both sides changed, to different values: `scores.redness`, `note`. */
  readonly bothChanged: readonly string[];
  /** The texts that do not fit into MAX_NOTE together; the document holds theirs. */
  readonly noRoom: readonly string[];
}

interface Versions<T> {
  readonly base: T;
  readonly theirs: T;
  readonly mine: T;
}

interface Clashes {
  readonly bothChanged: string[];
  readonly noRoom: string[];
}

/** Merge deterministically. `base` is null if the two share no earlier version. */
export function merge(base: EntryDocument | null, theirs: EntryDocument, mine: EntryDocument): MergeOutcome {
  const clashes: Clashes = { bothChanged: [], noRoom: [] };
  const root = base ?? { ...emptyDocument(""), time_zone: undefined };
  const pick = <K extends keyof EntryDocument>(name: K) =>
    ({ base: root[name], theirs: theirs[name], mine: mine[name] }) as Versions<EntryDocument[K]>;
  const document: EntryDocument = {
    time_zone: mergeValue("time_zone", pick("time_zone"), clashes, (_theirs, own) => own) ?? mine.time_zone,
    clock_offset_ms: mergeOffset(pick("clock_offset_ms"), clashes),
    scores: mergeRecord("scores", pick("scores"), clashes, (a, b) => Math.max(a, b)),
    signs: mergeSigns(pick("signs")),
    states: mergeRecord("states", pick("states"), clashes, (a, b) => a && b),
    products: mergeList(pick("products")),
    activities: mergeList(pick("activities")),
    acts: mergeList(listOf(base, theirs, mine, actsOf)),
    duties_done: mergeList(listOf(base, theirs, mine, dutiesDoneIn)),
    signs_gone: mergeList(listOf(base, theirs, mine, signsGoneIn)),
    note: mergeText("note", pick("note"), clashes),
    question: mergeText("question", pick("question"), clashes),
    back_dated: theirs.back_dated || mine.back_dated,
  };
  return { document, bothChanged: clashes.bothChanged, noRoom: clashes.noRoom };
}

/** A list that an entry stored by an older version of the app does not have. */
function listOf<T>(base: EntryDocument | null, theirs: EntryDocument, mine: EntryDocument, read: (document: EntryDocument) => readonly T[]): Versions<readonly T[]> {
  return { base: base ? read(base) : [], theirs: read(theirs), mine: read(mine) };
}

/** Take the clock offset of the incoming write if it has one, as for the time zone. */
function mergeOffset({ base, theirs, mine }: Versions<number | null>, clashes: Clashes): number | null {
  const measured = { base: base ?? undefined, theirs: theirs ?? undefined, mine: mine ?? undefined };
  return mergeValue("clock_offset_ms", measured, clashes, (_theirs, own) => own) ?? null;
}

/** Take the side that changed the value. If both did, record the clash and let `choose` decide. */
function mergeValue<T>(
  name: string,
  { base, theirs, mine }: Versions<T | undefined>,
  clashes: Clashes,
  choose: (theirs: T, mine: T) => T,
): T | undefined {
  if (theirs === mine || mine === base) return theirs;
  if (theirs === base) return mine;
  // one side removed the answer, the other changed it: keep the answer
  if (theirs === undefined || mine === undefined) return theirs ?? mine;
  clashes.bothChanged.push(name);
  return choose(theirs, mine);
}

function mergeRecord<T>(
  field: string,
  { base, theirs, mine }: Versions<Readonly<Partial<Record<string, T>>>>,
  clashes: Clashes,
  choose: (theirs: T, mine: T) => T,
): Record<string, T> {
  const keys = [...new Set([...Object.keys(base), ...Object.keys(theirs), ...Object.keys(mine)])].sort();
  const values = keys.map((key) => {
    const versions = { base: base[key], theirs: theirs[key], mine: mine[key] };
    return [key, mergeValue(`${field}.${key}`, versions, clashes, choose)] as const;
  });
  return Object.fromEntries(values.filter((pair): pair is readonly [string, T & {}] => pair[1] !== undefined));
}

/** Three-way union of ordered sets: what either side added is in, what either side removed is out. */
function mergeList<T extends string>({ base, theirs, mine }: Versions<readonly T[]>): T[] {
  const [before, left, right] = [new Set(base), new Set(theirs), new Set(mine)];
  return [...new Set([...base, ...theirs, ...mine])].filter(
    (item) => (left.has(item) && right.has(item)) || (!before.has(item) && (left.has(item) || right.has(item))),
  );
}

function mergeSigns(versions: Versions<readonly ReportedSign[]>): ReportedSign[] {
  const keysOf = (signs: readonly ReportedSign[]) => signs.map(({ sign, area }) => JSON.stringify([sign, area]));
  const pairs = mergeList({ base: keysOf(versions.base), theirs: keysOf(versions.theirs), mine: keysOf(versions.mine) });
  return pairs.map((pair) => {
    const [sign, area] = JSON.parse(pair) as [ReportedSign["sign"], ReportedSign["area"]];
    return { sign, area };
  });
}

function mergeText(name: string, { base, theirs, mine }: Versions<string>, clashes: Clashes): string {
  if (theirs === mine || mine === base) return theirs;
  if (theirs === base) return mine;
  if (theirs.includes(mine)) return theirs;
  if (mine.includes(theirs)) return mine;
  clashes.bothChanged.push(name);
  const both = theirs + SEPARATOR + mine;
  if (Array.from(both).length <= MAX_NOTE) return both; // characters as the server counts them: code points
  clashes.noRoom.push(name);
  return theirs;
}
