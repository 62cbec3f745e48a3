/** Lays a question out: its topics, cues and moments at their words, its clauses, and what nothing explains. Mirrors scene.py. */

import { isKnown, type Speech } from "../question-words";
import { knows, type TopicTree } from "../topics";
import { hitsIn, type Hit } from "../topics-match";
import { isOneSlip } from "../topics-words";
import { isPastCue, placedCues, placedGaps, type Placed, type PlacedGap } from "./cues";
import { fixedPhrase, joined, type MomentPhrase } from "./moment-phrase";
import { atPhrase } from "./moments";
import { ACTS, SHADES, withoutOverlaps, withGapCues, withGaps, withoutWeak } from "./overlaps";
import { withRemoval, withRinsing } from "./removal";
import { isBroken, type Text, wordAt } from "./tokens";
import { ASKING } from "./word-sets";

export interface Scene {
  readonly text: Text;
  readonly speech: Speech;
  readonly hits: readonly Hit[];
  readonly cues: readonly Placed[];
  readonly moments: readonly MomentPhrase[];
  /** The number of the clause of each word. */
  readonly clauses: readonly number[];
  readonly unknown: readonly string[];
}

/** The cues of the family "cue" with one of these values. */
export function valued({ cues }: Scene, ...values: readonly string[]): readonly Placed[] {
  return cues.filter((cue) => cue.family === "cue" && values.includes(cue.value));
}

/** The phrases that open a question. */
export function opens({ cues }: Scene): readonly Placed[] {
  return cues.filter((cue) => cue.family === "open");
}

export function hitAt({ hits }: Scene, at: number): Hit | undefined {
  return hits.find((hit) => hit.start <= at && at < hit.end);
}

/** The cue at a word. Words of strength, spread and removal stand inside other phrases and do not count. */
export function cueAt({ cues }: Scene, at: number): Placed | undefined {
  return cues.find((cue) => cue.start <= at && at < cue.end && !SHADES.includes(cue.value) && !ACTS.includes(cue.value));
}

/** Whether a clause opens a question or begins like one: "is the redness gone". */
export function asks(scene: Scene, clause: number | undefined): boolean {
  const { clauses, text, speech } = scene;
  const first = wordAt(text.words, clauses.findIndex((each) => each === clause));
  return (speech.doubtful.has(first) && !speech.subjects.has(first)) || opens(scene).some((cue) => clauses[cue.start] === clause);
}

/** Whether a word is about the past: after "had", or in a clause that asks nothing. */
export function isPast(scene: Scene, at: number): boolean {
  const { clauses, cues } = scene;
  const clause = clauses[at];
  const pastCues = cues.filter((cue) => clauses[cue.start] === clause && isPastCue(cue));
  if (pastCues.some((cue) => cue.start < at)) return true;
  return pastCues.length > 0 && !opens(scene).some((cue) => clauses[cue.start] === clause);
}

/** Lay out a text in one language. Words that it does not explain are looked up in the others. */
export function layOut(text: Text, tree: TopicTree, speech: Speech): Scene {
  const { words, breaks } = text;
  const gaps = placedGaps(text, speech);
  const candidates = ownHits(tree, speech, words).filter((hit) => !isBroken(breaks, hit.start + 1, hit.end));
  const own = withoutOverlaps(withGaps(candidates, gaps, tree, speech.language), withGapCues(placedCues(text, speech), gaps), words);
  const { moments, cues } = momentsIn(text, speech, own.hits, own.cues);
  const explained = explainedWords(text, speech, gaps);
  for (const each of [...own.hits, ...cues, ...moments]) cover(explained, each);
  const foreign = foreignHits(tree, speech.language, text, explained);
  for (const each of foreign) cover(explained, each);
  const all = [...own.hits, ...foreign].sort((one, other) => one.start - other.start);
  const { hits: remaining, unknown } = withoutWeak(all, cues, { words, explained, applying: speech.applying });
  const phrases = [...(tree.languages().get(speech.language)?.phrases.values() ?? [])];
  const phraseOf = (name: string): Hit["phrase"] | undefined => phrases.find(({ topic }) => topic === name);
  const removed = withRemoval(remaining, cues, tree.questions, phraseOf(tree.questions.picking));
  const hits = withRinsing(removed, text, phraseOf("rinse"));
  const ordered = cues.toSorted((one, other) => one.start - other.start);
  return { text, speech, hits, cues: ordered, moments, clauses: clausesOf(text, hits, ordered, speech), unknown };
}

function ownHits(tree: TopicTree, speech: Speech, words: readonly string[]): readonly Hit[] {
  const language = tree.languages().get(speech.language);
  if (!language) return [];
  const fixed = words.filter((word) => speech.vocabulary.has(word) || (!knows(language, word) && isGuarded(word, speech)));
  return hitsIn(tree, language, words, { uncorrected: new Set(fixed) });
}

/** Whether a word is a slip of a question, negation or condition word, which must stay unknown. */
function isGuarded(word: string, speech: Speech): boolean {
  return speech.guarded.some((meant) => isOneSlip(word, meant));
}

function explainedWords({ words }: Text, speech: Speech, gaps: readonly PlacedGap[]): Set<number> {
  const known = [...words.entries()].flatMap(([at, word]) => (isKnown(speech, word) ? [at] : []));
  return new Set([...known, ...gaps.flatMap(({ first, last }) => [first, last])]);
}

function cover(explained: Set<number>, { start, end }: Readonly<Record<"start" | "end", number>>): void {
  for (let at = start; at < end; at += 1) explained.add(at);
}

/** The moments of a text, and the cues without those that a longer moment replaces. */
function momentsIn(text: Text, speech: Speech, hits: readonly Hit[], placed: readonly Placed[]): Record<"moments", readonly MomentPhrase[]> & Record<"cues", readonly Placed[]> {
  const taken = new Set<number>();
  for (const hit of hits) cover(taken, hit);
  let cues = placed;
  let moments = cues.filter((cue) => cue.family === "moment").map(fixedPhrase);
  let at = 0;
  while (at < text.words.length) {
    const counted = taken.has(at) ? null : atPhrase(text.words, at, speech);
    if (counted && isFree(counted, taken, text) && outweighs(counted, cues)) {
      cues = cues.filter((cue) => !overlap(cue, counted));
      moments = [...moments.filter((each) => !overlap(each, counted)), counted];
      at = counted.end;
    } else at += 1;
  }
  return { moments: joined(moments, text.words, speech.clock), cues };
}

function isFree({ start, end }: MomentPhrase, taken: ReadonlySet<number>, { breaks }: Text): boolean {
  for (let at = start; at < end; at += 1) if (taken.has(at)) return false;
  return !isBroken(breaks, start + 1, end);
}

function outweighs(phrase: MomentPhrase, cues: readonly Placed[]): boolean {
  const rivals = cues.filter((cue) => overlap(cue, phrase));
  return rivals.every((cue) => cue.end - cue.start < phrase.end - phrase.start && cue.start >= phrase.start);
}

function overlap(one: Pick<Placed, "start" | "end">, other: Pick<Placed, "start" | "end">): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Topics of another language in the words that this one does not explain. */
function foreignHits(tree: TopicTree, language: string, text: Text, explained: ReadonlySet<number>): readonly Hit[] {
  const [other] = [...tree.languages().keys()].sort().filter((name) => name !== language);
  const known = tree.languages().get(other ?? "");
  if (!known) return [];
  return runs(text, explained).flatMap(([start, end]) => {
    const hits = hitsIn(tree, known, text.words.slice(start, end), { exactOnly: true });
    const exact = hits.filter((hit) => !hit.phrase.weak && hit.how === "exact");
    return exact.map((hit) => ({ ...hit, start: start + hit.start, end: start + hit.end }));
  });
}

function runs({ words, breaks }: Text, explained: ReadonlySet<number>): readonly (readonly [number, number])[] {
  const result: [number, number][] = [];
  for (const at of words.keys()) {
    if (explained.has(at)) continue;
    const last = result.at(-1);
    if (last && last[1] === at && !breaks[at]) last[1] = at + 1;
    else result.push([at, at + 1]);
  }
  return result;
}

/**
 * Number the clauses: one begins after a break, with a phrase that opens a question, and with "and I …". After something
 * past, one begins with "is … ok", too: "forgot my hat is sun ok now".
 */
function clausesOf(text: Text, hits: readonly Hit[], cues: readonly Placed[], { subjects }: Speech): readonly number[] {
  const { words, breaks } = text;
  const begins = new Set(cues.filter((cue) => cue.family === "open").map((cue) => cue.start));
  for (const { value, end } of cues) {
    if ((value === "and" || value === "but") && subjects.has(wordAt(words, end))) begins.add(end);
  }
  for (const at of words.keys()) if (at && asksAnew(text, at, hits, cues)) begins.add(at);
  let number = 0;
  return words.map((_word, at) => (number += at > 0 && (breaks[at] !== 0 || begins.has(at)) ? 1 : 0));
}

/** The "is" of "is sun ok" behind words of the past, without a mark between them. */
function asksAnew({ words, breaks }: Text, at: number, hits: readonly Hit[], cues: readonly Placed[]): boolean {
  if (!ASKING.has(wordAt(words, at)) || breaks[at]) return false;
  const first = Math.max(0, breaks.findLastIndex((each, place) => place < at && each > 0));
  const end = breaks.findIndex((each, place) => place > at && each > 0);
  const last = end < 0 ? words.length : end;
  const named = hits.find((hit) => at < hit.start && hit.start <= at + 3 && hit.end <= last);
  const isPast = cues.some((cue) => first <= cue.start && cue.start < at && isPastCue(cue));
  const permits = ({ family, value, start }: Placed): boolean => family === "word" && value === "may" && named !== undefined && named.end <= start && start < last;
  return isPast && cues.some(permits);
}
