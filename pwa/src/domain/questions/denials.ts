/** Which negation denies a symptom, or a stated act or state, before its word or after it. Mirrors server/domain/questions/denials.py. */

import type { Hit } from "../topics-match";
import type { Placed } from "./cues";
import { cueAt, hitAt, type Scene } from "./scene";
import { isBroken, wordAt } from "./tokens";
import { FILLERS, NAYS, OF_A_THING, REVERSED } from "./word-sets";

/** States of the skin that permissions wait for. */
export const HEALING: readonly string[] = ["now:healed", "now:calm", "now:shed"];

export const PRESCRIBED = "now:prescribed";

/** A state that people express by negating something: "halte die Schmerzen nicht aus". */
export const UNBEARABLE = "now:unbearable";

/** Words between a negation and the symptom or state it denies ("not at all red"). */
const NOT_REACH = 4;

/** Words between a negation and the topic it belongs to ("no more of that make-up"). */
const THING_REACH = 3;

/** The negation of a stated act or state: "not fully healed", "healed? not yet". */
export function denialOf(scene: Scene, state: Placed): Placed | undefined {
  const before = notBefore(scene, state.start);
  return before ?? (HEALING.includes(state.value) || state.value === PRESCRIBED ? notAfter(scene, state) : undefined);
}

/** The negation of a symptom: "not red", "juckt nicht mehr", "gereizt ist sie nicht". */
export function denialOfSymptom(scene: Scene, hit: Hit): Placed | undefined {
  const before = notBefore(scene, hit.start);
  if (before) return before;
  const { words, breaks } = scene.text;
  for (let at = hit.end; at < words.length; at += 1) {
    const cue = cueAt(scene, at);
    if (breaks[at] || hitAt(scene, at)) return undefined;
    if (cue?.value === "not" && cue.family === "cue") return cueAt(scene, cue.end)?.value === UNBEARABLE ? undefined : ending(scene, hit, cue);
    if ((cue || at > hit.end) && !REVERSED.has(wordAt(words, at))) return undefined;
  }
  return undefined;
}

/** The negation if it stands close behind a German symptom, or ends a clause that puts the symptom first. */
function ending({ speech, text }: Scene, hit: Hit, cue: Placed): Placed | undefined {
  const isNear = speech.language !== "en" && cue.start <= hit.end + 1;
  const ends = cue.end === text.words.length || Boolean(text.breaks[cue.end]);
  const isFirst = hit.start === 0 || Boolean(text.breaks[hit.start]);
  return isNear || (ends && isFirst && cue.start > hit.end + 1) ? cue : undefined;
}

function notBefore(scene: Scene, start: number): Placed | undefined {
  const { text, speech } = scene;
  for (let at = start - 1; at >= Math.max(0, start - NOT_REACH); at -= 1) {
    const cue = cueAt(scene, at);
    if (text.breaks[at + 1] || cue?.family === "open" || hitAt(scene, at)) return undefined;
    if (cue && isNegation(cue)) return cue;
    if (!speech.adverbs.has(wordAt(text.words, at))) return undefined;
  }
  return undefined;
}

function isNegation({ family, value }: Placed): boolean {
  return family === "cue" && (value === "not" || value === "no");
}

function asks(cue: Placed | undefined): boolean {
  return cue?.family === "open" || cue?.family === "word";
}

/** The negation behind a state: "verheilt ist es noch nicht ganz", "healed? no.", "prescribed it wasn't". */
function notAfter(scene: Scene, state: Placed): Placed | undefined {
  const { words, breaks } = scene.text;
  let at = state.end;
  while (at < words.length && !breaks[at]) {
    const cue = cueAt(scene, at);
    if (scene.clauses[at] !== scene.clauses[state.start] || hitAt(scene, at) || asks(cue)) return undefined;
    const nay = nayAt(scene, at);
    if (nay) return nay;
    at = cue ? cue.end : at + 1;
  }
  while (FILLERS.has(wordAt(words, at)) && !cueAt(scene, at)) at += 1;
  return at < words.length ? nayAt(scene, at) : undefined;
}

/** The negation at a word, unless it belongs to a topic after it or to a question. */
function nayAt(scene: Scene, at: number): Placed | undefined {
  const [cue, word] = [cueAt(scene, at), wordAt(scene.text.words, at)];
  const isCue = cue !== undefined && isNegation(cue);
  if (!isCue && (!NAYS.has(word) || asks(cue))) return undefined;
  const nay: Placed = isCue ? cue : { start: at, end: cue?.end ?? at + 1, family: "cue", value: "not" };
  const ahead = scene.hits.find((hit) => hit.start >= nay.end);
  const isOfThing = OF_A_THING.has(word);
  const reach = nay.end + (isOfThing ? THING_REACH : NOT_REACH);
  if (!ahead || ahead.start > reach || isBroken(scene.text.breaks, nay.end, ahead.start + 1)) return nay;
  return isOfThing || ahead.phrase.symptom ? undefined : nay;
}
