/** Resolves overlaps of topics and cues, and drops topics with too little evidence. Mirrors server/domain/questions/overlaps.py. */

import type { CueFamily } from "../question-words";
import type { TopicTree } from "../topics";
import type { Hit } from "../topics-match";
import { isPastCue, type Placed, type PlacedGap } from "./cues";
import { wordAt } from "./tokens";

/** States of strength and spread: "very red", "red all over". */
export const SHADES: readonly string[] = ["now:strong", "now:wide"];

/** Values of cues: acts that remove a thing, and those that only get rid of it, as a cream does with dryness. */
export const ACTS: readonly string[] = ["remove", "rid"];

/** States and acts that the words of a topic may express as well: "zugeschwollen", "prescribed cream". */
const BESIDE: readonly string[] = ["now:severe", "now:worse", "now:lasting", "now:prescribed", ...SHADES, ...ACTS];

const OWN: readonly string[] = ["my", "meine", "mein", "meinen", "meiner", "meinem", "die", "den", "der", "dem", "das"];

const IS: readonly string[] = ["is", "are", "ist", "sind"];

/** Add the topics of split phrases, "peel it off": they replace what only one of their words names. */
export function withGaps(candidates: readonly Hit[], gaps: readonly PlacedGap[], tree: TopicTree, language: string): readonly Hit[] {
  let hits = candidates;
  for (const { first, last, value } of gaps) {
    if (value.includes(" ") || hits.some((hit) => hit.start <= first && first < hit.end && (last < hit.end || hit.phrase.topic === value))) continue;
    const phrase = [...(tree.languages().get(language)?.phrases.values() ?? [])].find(({ topic }) => topic === value);
    if (!phrase) continue;
    const others = hits.filter((hit) => !(hit.start <= first && first < hit.end) && !(hit.start <= last && last < hit.end));
    hits = [...others, { phrase, start: last, end: last + 1, how: "phrase" }];
  }
  return hits.toSorted((one, other) => one.start - other.start);
}

/** Add the split phrases that are cues, "lasse … weg", unless their first word is part of a longer cue. */
export function withGapCues(placed: readonly Placed[], gaps: readonly PlacedGap[]): readonly Placed[] {
  let cues = placed;
  for (const { first, last, value } of gaps) {
    const isWhole = cues.some((cue) => cue.start <= first && last < cue.end);
    const [family = "", name] = value.split(" ");
    if (name === undefined || isWhole) continue;
    const others = cues.filter((cue) => cue.start !== last || cue.end !== last + 1);
    cues = [...others, { start: last, end: last + 1, family: family as CueFamily, value: name }];
  }
  return cues;
}

/** Resolve overlaps: the longer of a topic and a cue counts, at equal length the cue. */
export function withoutOverlaps(
  hits: readonly Hit[],
  cues: readonly Placed[],
  words: readonly string[],
): { readonly hits: readonly Hit[]; readonly cues: readonly Placed[] } {
  const remaining = hits.filter((hit) => !cues.some((cue) => swallowsHit(cue, hit)));
  return { hits: remaining, cues: cues.filter((cue) => BESIDE.includes(cue.value) || isOwnArea(cue, words) || !remaining.some((hit) => swallowsCue(hit, cue))) };
}

/** Whether an area inside a topic's phrase counts, "shave my neck", except in "wash my hands" and the like. */
function isOwnArea({ start, value }: Placed, words: readonly string[]): boolean {
  return start > 0 && OWN.includes(wordAt(words, start - 1)) && value.startsWith("area:") && value !== "area:hands" && value !== "area:body";
}

/** Phrases that open a question and its words keep their meaning inside a topic's phrase: "how deep" is a topic and asks how. */
function swallowsHit(cue: Placed, hit: Hit): boolean {
  const isInside = cue.start <= hit.start && hit.end <= cue.end;
  const isLonger = cue.end - cue.start > hit.end - hit.start;
  const isThing = cue.value === "now:severe" && !hit.phrase.symptom; // "can't sleep"
  if (BESIDE.includes(cue.value)) return (cue.value === "now:prescribed" || isThing) && isInside && isLonger;
  return isInside && (isLonger || (cue.family !== "open" && cue.family !== "word" && !isPastCue(cue)));
}

function swallowsCue(hit: Hit, cue: Placed): boolean {
  if (hit.phrase.symptom && cue.value.startsWith("area:")) return false; // "puffy eyes"
  const isWhole = cue.family === "word" && cue.start <= hit.start && hit.end <= cue.end;
  return hit.start < cue.end && cue.start < hit.end && cue.family !== "open" && !isPastCue(cue) && !isWhole;
}

/**
 * Drop weak topics beside unknown words, and beside other topics unless something joins them or asks about them: "and",
 * "or" and "with" join them; "is" and "ok" ask about the word between them.
 */
export function withoutWeak(
  hits: readonly Hit[],
  cues: readonly Placed[],
  { words, explained, applying }: Readonly<Record<"words", readonly string[]> & Record<"explained", ReadonlySet<number>> & Record<"applying", ReadonlySet<string>>>,
): { readonly hits: readonly Hit[]; readonly unknown: readonly string[] } {
  const unknown = new Set([...words.keys()].filter((at) => !explained.has(at)));
  const doubtful = hits.filter((hit) => hit.phrase.weak && isBeside(hit, unknown));
  for (const hit of doubtful) for (let at = hit.start; at < hit.end; at += 1) unknown.add(at);
  const isStrong = hits.some(({ phrase }) => !phrase.weak && !phrase.symptom);
  const joins = new Set(cues.flatMap((cue) => (["and", "or", "with", "instead"].includes(cue.value) ? [cue.start, cue.end - 1] : [])));
  const isNamed = ({ start, end }: Hit): boolean => IS.includes(wordAt(words, start - 1)) && cues.some((cue) => cue.start === end && cue.family === "word" && cue.value === "may");
  const isApplied = ({ start }: Hit): boolean => applying.has(wordAt(words, start - 2)) && joins.has(start - 3); // "and put my"
  const isJoined = (hit: Hit): boolean => isNamed(hit) || isApplied(hit) || [hit.start - 1, hit.start - 2, hit.end].some((at) => joins.has(at));
  const remaining = hits.filter((hit) => !hit.phrase.weak || (!doubtful.includes(hit) && (!isStrong || isJoined(hit))));
  const listed = [...unknown].sort((one, other) => one - other).map((at) => wordAt(words, at));
  return { hits: remaining, unknown: [...new Set(listed)] };
}

function isBeside(hit: Hit, unknown: ReadonlySet<number>): boolean {
  for (let at = hit.start - 1; at <= hit.end; at += 1) if (unknown.has(at)) return true;
  return false;
}
