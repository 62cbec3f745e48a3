/**
 * Acts of removing: of what comes off by itself, any of them is picking; a layer that is taken off is rinsed off. Mirrors
 * server/domain/questions/removal.py.
 */

import type { QuestionsDocument } from "../question-words";
import type { Hit } from "../topics-match";
import type { Placed } from "./cues";
import { ACTS } from "./overlaps";
import type { Text } from "./tokens";
import { LEAVING, OFF } from "./word-sets";

type Words = Pick<QuestionsDocument, "sheds" | "tools" | "picking">;

/** Topics that are acts on flakes as well: "exfoliate the flakes". */
const EXFOLIATING: readonly string[] = ["exfoliation", "scrub", "rubbing"];

const LAYER = "layer";

/** Words from such an act to the flakes that it is done to. */
const REACH = 4;

/** Read what is removed as picking, whatever it is removed with: "snip the loose flakes", "rub the scabs off". */
export function withRemoval(hits: readonly Hit[], cues: readonly Placed[], words: Words, picking: Hit["phrase"] | undefined): readonly Hit[] {
  const acts = cues.filter((cue) => ACTS.includes(cue.value) && !isElsewhere(cue, hits, words)).map(({ value }) => value);
  const kindsOf = ({ phrase }: Hit): readonly string[] => (words.sheds[phrase.topic] ?? "").split(" ");
  const isRemoved = (hit: Hit): boolean => kindsOf(hit).some((kind) => acts.includes(kind)) || (kindsOf(hit).includes("rid") && isExfoliated(hit, hits));
  const isNamed = hits.some(({ phrase }) => phrase.topic === picking?.topic);
  const hasObject = hits.some(({ phrase }) => phrase.topic in words.sheds);
  if (!picking || !hasObject || (!isNamed && !hits.some(isRemoved))) return hits;
  const ends = hits.filter(({ phrase, how }) => phrase.topic === picking.topic && how === "phrase").map(({ start }) => start);
  return hits
    .filter(({ phrase, end }) => !words.tools.includes(phrase.topic) && !(phrase.topic in words.sheds && ends.includes(end))) // "picked a flake … off"
    .map((hit) => (isRemoved(hit) && !isNamed ? { phrase: picking, start: hit.start, end: hit.end, how: "phrase" } : hit));
}

/** The flakes in "exfoliate the flakes"; dry skin is not meant. */
function isExfoliated(shed: Hit, hits: readonly Hit[]): boolean {
  return hits.some(({ phrase, end }) => EXFOLIATING.includes(phrase.topic) && end <= shed.start && shed.start <= end + REACH);
}

/** Whether the act is on something else, or no act: "cut my hair", "rub cream into the flakes", "will I peel". */
function isElsewhere({ start: begin, end }: Placed, hits: readonly Hit[], { sheds, tools, picking }: Words): boolean {
  if (hits.some((hit) => hit.phrase.topic in sheds && hit.start < end && begin < hit.end)) return true;
  const own = [...tools, ...EXFOLIATING, picking];
  return hits.some(({ start, phrase }) => end <= start && start <= end + 2 && !phrase.symptom && !own.includes(phrase.topic));
}

/** Read a layer that is taken off as rinsing: "do I wash the layer off" does not ask about leaving it on. */
export function withRinsing(hits: readonly Hit[], { words, breaks }: Text, rinsing: Hit["phrase"] | undefined): readonly Hit[] {
  if (!rinsing) return hits;
  return hits.flatMap((hit): readonly Hit[] => {
    const first = Math.max(0, breaks.findLastIndex((each, at) => at <= hit.start && each > 0));
    const end = breaks.findIndex((each, at) => at > hit.start && each > 0);
    const isOwn = (at: number): boolean => first <= at && (end < 0 || at < end);
    const leaves = words.some((word, at) => isOwn(at) && LEAVING.has(word));
    const isRinsed = hits.some(({ phrase, start }) => phrase.topic === rinsing.topic && isOwn(start));
    const isOff = words.some((word, at) => isOwn(at) && OFF.has(word));
    if (hit.phrase.topic !== LAYER || leaves || !(isRinsed || isOff)) return [hit];
    return isRinsed ? [] : [{ phrase: rinsing, start: hit.start, end: hit.end, how: "phrase" }];
  });
}
