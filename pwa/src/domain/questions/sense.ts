/** What a laid-out question asks: its kind, and its moment. Mirrors server/domain/questions/sense.py. */

import type { QuestionWords } from "../question-words";
import type { Hit } from "../topics-match";
import type { Placed } from "./cues";
import { QUESTION_KINDS, type QuestionKind } from "./model";
import { moment, type AskedMoment } from "./moment";
import { ACTS, SHADES } from "./overlaps";
import { having, type Roles } from "./roles";
import { isPast, opens, valued, type Scene } from "./scene";
import { wordAt } from "./tokens";

/** Last words of an opener that asks about doing something. */
const PERSONS: readonly string[] = ["i", "we", "ich", "wir", "man"];

/** The word at which a mere alternative begins: "… or should I wait" names no topic of its own. */
export function alternativeFrom(scene: Scene): number {
  const last = scene.hits.at(-1);
  const cue = last && valued(scene, "or").find(({ start }) => last.start < start);
  return cue ? cue.start : scene.text.words.length;
}

/** The kind of the question. Where several fit, the order of `QUESTION_KINDS` decides. */
export function kindOf(scene: Scene, roles: Roles, questions: QuestionWords): QuestionKind {
  const kinds = kindsIn(scene, questions, roles);
  const things = having(roles, "asked").filter((hit) => !hit.phrase.symptom);
  const symptoms = having(roles, "asked", "reason", "context").filter((hit) => hit.phrase.symptom);
  if (symptoms.length && !things.length && !asksUnknown(scene, roles)) {
    const isSign = symptoms.some(({ phrase }) => questions.signs.includes(phrase.topic));
    return kindOfSymptom(scene, kinds, isSign);
  }
  if (things.length && !symptoms.length && kinds.delete("normal")) kinds.add("status");
  return QUESTION_KINDS.find((kind) => kinds.has(kind)) ?? "may";
}

/** Whether what is asked about is itself unknown: "it itches, can I use calendulol". */
export function asksUnknown(scene: Scene, roles: Roles): boolean {
  if (!scene.unknown.length) return false;
  return scene.cues.some((cue) => isQuestion(cue) && ["may", "must"].includes(kindIn(cue)) && hasNoTopic(scene, roles, cue));
}

/**
 * Whether the clause of a question holds an unknown word and no topic that it could be about. A reason does not
 * count, and after "can I" a symptom does not either.
 */
function hasNoTopic(scene: Scene, roles: Roles, cue: Placed): boolean {
  const { clauses, hits, text, unknown } = scene;
  const clause = clauses[cue.start];
  const isAboutDoing = PERSONS.includes(wordAt(text.words, cue.end - 1));
  const isTopic = (hit: Hit): boolean => clauses[hit.start] === clause && roles.of.get(hit) !== "reason" && !(isAboutDoing && hit.phrase.symptom);
  return !hits.some(isTopic) && text.words.some((word, at) => clauses[at] === clause && unknown.includes(word));
}

/** Whether a cue opens a question or gives it its kind. */
export function isQuestion(cue: Placed): boolean {
  return cue.family === "open" || cue.family === "word";
}

/** The kind in the value of a cue: "may" of "may not". */
export function kindIn(cue: Placed): string {
  return cue.value.replace(/ .*/, "");
}

function kindsIn(scene: Scene, questions: QuestionWords, roles: Roles): Set<string> {
  const until = alternativeFrom(scene);
  const kinds = new Set(scene.cues.filter((cue) => isQuestion(cue) && cue.start < until).map(kindIn));
  if (having(roles, "asked", "reason").some(({ phrase }) => phrase.topic === questions.contact)) kinds.add("tell");
  const isNoticed = !scene.hits.length || scene.hits.some(({ phrase }) => phrase.symptom);
  if (isNoticed && scene.cues.some(({ value }) => value === "now:worse")) kinds.add("tell");
  return kinds;
}

/**
 * Whether a `may` may ask something other than whether it is allowed: "does sauna make scars". That is one with a word
 * or number that does not belong to a plain question (how strong, how much, where), or one without a phrase of permission
 * that begins like another question.
 */
export function mayBeMore(scene: Scene, kind: QuestionKind): boolean {
  if (kind !== "may") return false;
  const { hits, moments, cues, text, speech } = scene;
  const covered = [...hits, ...moments, ...cues.filter(({ value }) => !SHADES.includes(value) && !ACTS.includes(value))];
  const rest = text.words.filter((_, at) => !covered.some(({ start, end }) => start <= at && at < end));
  const isDoubtful = speech.doubtful.has(wordAt(text.words, 0)) && !cues.some(permits);
  return isDoubtful || rest.some((word) => !speech.plain.has(word));
}

/** Whether a phrase asks for permission; a bare "can" may ask what something can do. */
function permits({ value, family, start, end }: Placed): boolean {
  return (value === "may" || value === "may not") && (family === "word" || end - start > 1);
}

/** Whether a clause asks about a topic and then names a symptom: "can retinol cause redness". */
export function causes({ clauses }: Scene, roles: Roles): boolean {
  const asked = having(roles, "asked");
  const symptoms = asked.filter((hit) => hit.phrase.symptom);
  return asked.some(
    (thing) => !thing.phrase.symptom && symptoms.some((symptom) => thing.end <= symptom.start && clauses[thing.start] === clauses[symptom.start]),
  );
}

/** The kind of a question about symptoms only; a sign that is stated without a question is to be reported. */
function kindOfSymptom(scene: Scene, kinds: ReadonlySet<string>, isSign: boolean): QuestionKind {
  if (kinds.has("tell") || kinds.has("status") || (isSign && (!kinds.size || isSymptomFirst(scene)))) return "tell";
  return (["normal", "when", "how"] as const).find((kind) => kinds.has(kind)) ?? "normal";
}

/** Whether the symptom is stated in a clause of its own before the question: "I have pus, is that normal". */
function isSymptomFirst({ hits, cues, clauses }: Scene): boolean {
  const [first] = hits;
  const normal = cues.find((cue) => cue.value === "normal");
  return normal !== undefined && first !== undefined && first.start < normal.start && clauses[first.start] !== clauses[normal.start];
}

/** Words after a length that count it from now, or from the treatment. */
const AFTERWARDS: readonly string[] = ["later", "spater"];

/** The moments that a phrase may mean: "16 days later, can I …" may be asked about now. */
function meant({ text }: Scene, end: number, named: AskedMoment): readonly AskedMoment[] {
  return AFTERWARDS.includes(wordAt(text.words, end - 1)) ? [named, moment("now")] : [named];
}

/**
 * The moments asked about, and whether there are several or a vague one. These are the first one, and those of the same
 * clause: "Friday or Thursday morning".
 */
export function momentsIn(scene: Scene): { readonly moments: readonly AskedMoment[]; readonly isUnclear: boolean } {
  const { clauses } = scene;
  const asked = scene.moments.filter(({ start }) => !isPast(scene, start));
  const named = asked.flatMap(({ start, end, moment }) => (moment ? meant(scene, end, moment).map((each) => ({ start, moment: each })) : []));
  const opened = new Set(opens(scene).map((cue) => clauses[cue.start]));
  const best = named.toSorted(
    (one, other) => Number(!opened.has(clauses[one.start])) - Number(!opened.has(clauses[other.start])) || one.start - other.start,
  );
  const [nearest] = best;
  const beside = best.filter(({ start }) => nearest && clauses[start] === clauses[nearest.start]);
  const moments = new Map(beside.map(({ moment }) => [JSON.stringify(Object.values(moment)), moment]));
  return { moments: [...moments.values()], isUnclear: moments.size > 1 || asked.some(({ vague }) => vague) };
}

/** Whether the question is about something that was done: "went to the sauna on Tuesday, is that bad". */
export function isPastAct(scene: Scene, roles: Roles, asked: readonly Hit[], treatments: readonly string[]): boolean {
  const isStated = (hit: Hit): boolean => roles.of.get(hit) === "context" && isPast(scene, hit.start);
  if (!asked.length || !asked.every(isStated)) return false;
  const { clauses, moments, speech, text } = scene;
  const stated = new Set(asked.map(({ start }) => clauses[start]));
  if (asked.some(({ phrase }) => phrase.symptom || treatments.includes(phrase.topic)) || asksToDo(scene, stated)) return false;
  return moments.some(({ ago, start }) => ago && stated.has(clauses[start])) || text.words.some((word, at) => stated.has(clauses[at]) && speech.done.has(word));
}

/**
 * Whether it asks about doing something from now on: "can I start again", not "is that ok". A "how" asks about something
 * other than what was done, unless it is in the same clause.
 */
function asksToDo(scene: Scene, stated: ReadonlySet<number | undefined>): boolean {
  const isIn = (cue: Placed): boolean => ["may", "must", "when"].includes(kindIn(cue)) || (kindIn(cue) === "how" && stated.has(scene.clauses[cue.start]));
  const openers = opens(scene).filter(isIn);
  const isDoing = (word: string): boolean => [...PERSONS, "to", "can", "when", "wann"].includes(word);
  return openers.some(({ start, end }) => scene.text.words.slice(Math.max(start, end - 2), end).some(isDoing));
}

/** When something was done: "yesterday", "on Tuesday" in a clause about the past. */
export function pastMomentIn(scene: Scene): AskedMoment | null {
  const stated = scene.moments.filter(({ start }) => isPast(scene, start)).map(({ ago, moment }) => ago ?? moment);
  return stated.find((each) => each !== null) ?? null;
}
