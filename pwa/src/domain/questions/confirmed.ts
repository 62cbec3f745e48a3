/**
 * Whether a stated state is said plainly: of the person's own skin, and for now. A state of the skin counts only among
 * words that are known to be harmless. Mirrors server/domain/questions/confirmed.py.
 */

import type { Placed } from "./cues";
import { cueAt, hitAt, type Scene } from "./scene";
import { isBroken, wordAt } from "./tokens";
import { DOCTORS, HARMLESS, MANNERS, OPENING, OTHERS, OWN_SUBJECTS, SKIN, STALE, UNSURE, YEAS } from "./word-sets";

/** The break of a question mark. */
const QUESTION = 3;

/** Whether a state of the skin is said plainly. In doubt, it is not. */
export function isPlain(scene: Scene, state: Placed): boolean {
  return !isAsked(scene, state) && !isStillGoingOn(scene, state) && isPlainBefore(scene, state) && isPlainAfter(scene, state);
}

/** "Haut verheilt gut", which is healing, and "is healed skin ok", which states nothing. */
function isStillGoingOn({ text, clauses }: Scene, { start, end }: Placed): boolean {
  const after = wordAt(text.words, end);
  if (!after || text.breaks[end]) return false;
  const isDone = text.words.some((word, at) => clauses[at] === clauses[start] && (word === "ist" || word === "sind"));
  return SKIN.has(after) || (wordAt(text.words, end - 1) === "verheilt" && MANNERS.has(after) && !isDone);
}

/** Whether only harmless words lead up to a state, from the start of its clause or a topic before it. */
function isPlainBefore(scene: Scene, state: Placed): boolean {
  const { text, clauses } = scene;
  let hasSubject = false;
  for (let at = state.start - 1; at >= 0; at -= 1) {
    const cue = cueAt(scene, at);
    if (text.breaks[at + 1] || clauses[at] !== clauses[state.start]) return true;
    if (hitAt(scene, at)) return hasSubject;
    if (cue?.family === "word" && cue.value === "may") return true;
    if (!isHarmless(scene, at)) return false;
    hasSubject ||= OWN_SUBJECTS.has(wordAt(text.words, at));
  }
  return true;
}

function isPlainAfter(scene: Scene, state: Placed): boolean {
  const { text, clauses } = scene;
  for (let at = state.end; at < text.words.length; at += 1) {
    const cue = cueAt(scene, at);
    if (text.breaks[at] || clauses[at] !== clauses[state.start] || hitAt(scene, at)) return true;
    if (cue?.family === "open" || (cue?.family === "word" && cue.value === "may")) return true;
    if ((cue?.value === "not" || cue?.value === "no") && isOfSymptom(scene, cue)) return true;
    if (!isHarmless(scene, at)) return false;
  }
  return true;
}

/** The negation in "healed and no longer red". */
function isOfSymptom({ hits, text }: Scene, negation: Placed): boolean {
  const ahead = hits.find((hit) => hit.start >= negation.end);
  const isNear = ahead !== undefined && ahead.phrase.symptom && ahead.start <= negation.end + 1;
  return isNear && !isBroken(text.breaks, negation.end, ahead.start + 1);
}

/** Whether a word makes a state no less certain; so does a moment that is over or now. */
function isHarmless(scene: Scene, at: number): boolean {
  const word = wordAt(scene.text.words, at);
  const phrase = scene.moments.find(({ start, end }) => start <= at && at < end);
  if (phrase) {
    const { moment } = phrase;
    const isPresent = moment !== null && (moment.base === "now" || moment.base === "day") && moment.amount === 0;
    return moment === null || isPresent || ["since", "seit"].includes(wordAt(scene.text.words, phrase.start - 1));
  }
  const cue = cueAt(scene, at);
  if (cue?.family === "state") return !cue.value.startsWith("area:") || cue.value === "area:full-face";
  return HARMLESS.has(word);
}

/** A state in a sentence of its own that ends in a question mark: "healed? can I wear make-up". */
function isAsked({ text, hits, cues }: Scene, state: Placed): boolean {
  const { breaks, words } = text;
  const end = breaks.findIndex((each, at) => at >= state.end && each > 1);
  if (end < 0 || breaks[end] !== QUESTION || YEAS.has(wordAt(words, end))) return false;
  const begin = Math.max(0, breaks.findLastIndex((each, at) => at <= state.start && each > 1));
  const isInside = (start: number): boolean => begin <= start && start < end;
  return !hits.some(({ start }) => isInside(start)) && !cues.some(({ family, start }) => (family === "open" || family === "word") && isInside(start));
}

/** Whether what is prescribed is the person's own, for now; not "my mum's cream", "is it prescribed only". */
export function isOwnPrescription(scene: Scene, state: Placed): boolean {
  const { words } = scene.text;
  const isOwn = (at: number): boolean => scene.clauses[at] === scene.clauses[state.start];
  const permits = scene.cues.some(({ value, family, start }) => value === "may" && (family === "open" || family === "word") && isOwn(start));
  const asks = !permits && OPENING.has(wordAt(words, words.findIndex((_word, at) => isOwn(at))));
  const others = words.some((word) => OTHERS.has(word) || STALE.has(word)) || isOfAnother(scene);
  const unsure = words.some((word, at) => isOwn(at) && !hitAt(scene, at) && (UNSURE.has(word) || scene.unknown.includes(word)));
  return !(asks || others || unsure || isAsked(scene, state));
}

/** "My cousins cream": a word in the possessive between "my" and a topic. */
function isOfAnother(scene: Scene): boolean {
  return scene.text.words.some((word, at, all) => {
    const owner = wordAt(all, at + 1);
    if (word !== "my" || !owner.endsWith("s") || DOCTORS.has(owner) || hitAt(scene, at + 1)) return false;
    return scene.hits.some(({ start }) => at + 2 <= start && start <= at + 3);
  });
}
