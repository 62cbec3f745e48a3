/**
 * The part each topic plays in a question: asked about, a reason, a condition, or only mentioned. Mirrors
 * server/domain/questions/roles.py.
 */

import type { QuestionWords } from "../question-words";
import { ancestors, type TopicTree } from "../topics";
import type { Hit } from "../topics-match";
import type { Placed } from "./cues";
import { denialOf, denialOfSymptom } from "./denials";
import { asks, cueAt, hitAt, isPast, opens, valued, type Scene } from "./scene";
import { isBroken, wordAt } from "./tokens";

/** Words between a governing word and its topic ("for" … "soreness"). */
const REACH = 5;

/** Words between a symptom and what brings it on. */
const WHEN: readonly string[] = ["when", "whenever", "if", "after", "while", "to", "wenn", "beim", "bei", "nach", "sobald", "during", "with", "mit", "like", "as", "wie", "als"];

/** Words that carry a negation on to the next symptom. */
const OR: readonly string[] = ["or", "nor", "oder", "noch"];

/** Words that may stand beside them. */
const ANY: readonly string[] = ["any", "a", "an", "the", "even", "really", "irgendein", "irgendwelche", "ein", "eine"];

const GOVERNING: readonly string[] = ["reason", "bei", "without", "with", "instead", "after"];

/** `with`: a covering on an activity; `denied`: a symptom that is not there; `without`: also what something is meant to replace; `context`: part of the past, or what brings a symptom on. */
export type Role = "asked" | "reason" | "with" | "without" | "denied" | "context";

export interface Roles {
  readonly of: ReadonlyMap<Hit, Role>;
  /** Negations that belong to a symptom or a state, not to the question. */
  readonly denials: ReadonlySet<Placed>;
}

/** The topics that play one of these parts, in order. */
export function having({ of }: Pick<Roles, "of">, ...roles: readonly Role[]): readonly Hit[] {
  return [...of].filter(([, role]) => roles.includes(role)).map(([hit]) => hit);
}

/** The role of each topic in order, before the kind of the question is known. */
export function rolesIn(scene: Scene, tree: TopicTree, questions: QuestionWords): Roles {
  const denials = new Map(scene.hits.map((hit) => [hit, hit.phrase.symptom ? denialOfSymptom(scene, hit) : undefined]));
  for (const [at, hit] of scene.hits.entries()) {
    const before = scene.hits[at - 1];
    const denial = before && denials.get(before);
    if (denial && hit.phrase.symptom && isDeniedWith(scene, before, hit, denial)) denials.set(hit, denial);
  }
  const of = new Map(scene.hits.map((hit): [Hit, Role] => [hit, denials.get(hit) ? "denied" : roleOf(scene, hit, questions)]));
  for (const [at, hit] of scene.hits.entries()) {
    const before = scene.hits[at - 1];
    const role = before && isOneProduct(scene, before, hit, tree) ? of.get(before) : undefined;
    if (role) of.set(hit, role);
  }
  for (const hit of scene.hits) if (carries(scene, hit, questions)) of.set(hit, "context");
  const broughtOn = having({ of }, "asked", "with").filter((hit) => bringsOn(scene, hit, of));
  for (const hit of broughtOn) of.set(hit, "context");
  for (const hit of scene.hits) if (of.get(hit) === "with" && !coversAnActivity(hit, of, tree, questions)) of.set(hit, "asked");
  const states = scene.cues.filter((cue) => cue.family === "state").map((cue) => denialOf(scene, cue));
  return { of, denials: new Set([...denials.values(), ...states].filter((each) => each !== undefined)) };
}

/** The second symptom of "no burning or redness". */
function isDeniedWith({ text }: Scene, before: Hit, hit: Hit, denial: Placed): boolean {
  const between = text.words.slice(before.end, hit.start);
  const isJoined = between.some((word) => OR.includes(word)) && between.every((word) => OR.includes(word) || ANY.includes(word));
  return isJoined && denial.start < before.start && !isBroken(text.breaks, before.end, hit.start + 1);
}

/** Whether two products have no word between them: "for my salicylic face wash". */
function isOneProduct({ text }: Scene, before: Hit, hit: Hit, tree: TopicTree): boolean {
  return before.end === hit.start && !text.breaks[hit.start] && [before, hit].every((each) => belongs(each, ["topical"], tree));
}

/** "Drinking" in "drinking a coffee": the next word or the one after it is the topic. */
function carries({ text, hits }: Scene, hit: Hit, { carriers }: QuestionWords): boolean {
  if (hit.end - hit.start > 1 || !carriers.includes(wordAt(text.words, hit.start))) return false;
  return hits.some((other) => hit.end <= other.start && other.start <= hit.end + 1 && !text.breaks[other.start]);
}

/** What brings on a symptom: "stings when I touch it", "brennt beim Duschen". */
function bringsOn(scene: Scene, hit: Hit, of: ReadonlyMap<Hit, Role>): boolean {
  const { hits, clauses, text } = scene;
  const clause = clauses[hit.start];
  if (hit.phrase.symptom || opens(scene).some((cue) => clauses[cue.start] === clause && asksToDo(cue))) return false;
  const before = hits.filter((each) => each.phrase.symptom && of.get(each) === "asked" && each.end <= hit.start && clauses[each.start] === clause).at(-1);
  return before !== undefined && text.words.slice(before.end, hit.start).some((word) => WHEN.includes(word));
}

function asksToDo({ value }: Placed): boolean {
  return /^(?:may|must|status)(?: |$)/.test(value);
}

function roleOf(scene: Scene, hit: Hit, { treatments }: QuestionWords): Role {
  const isOver = hit.phrase.symptom ? ended(scene, hit) : undefined;
  if (isOver) return isOver;
  const value = governor(scene, hit)?.value ?? "";
  if (value === "without" || value === "instead") return "without";
  if (value === "reason" || (value === "bei" && hit.phrase.symptom)) return "reason";
  if (isPast(scene, hit.start)) return "context";
  if (treatments.includes(hit.phrase.topic) && (value === "after" || countsFrom(scene, hit))) return "context";
  return value === "with" ? "with" : "asked";
}

/** The role of a symptom that is said to be gone ("redness gone") or better; undefined if it is asked about. */
function ended(scene: Scene, hit: Hit): Role | undefined {
  const clause = scene.clauses[hit.start];
  if (asks(scene, clause)) return undefined;
  const near = valued(scene, "gone", "less").find((cue) => hit.end <= cue.start && cue.start <= hit.end + 1 && scene.clauses[cue.start] === clause && !scene.cues.some((after) => isBack(scene, cue, after)));
  return near && (near.value === "gone" ? "denied" : "context");
}

/** Whether a symptom was gone and is there again, or worse. */
function isBack({ hits }: Scene, gone: Placed, after: Placed): boolean {
  const isOther = hits.some((hit) => hit.phrase.symptom && gone.end <= hit.start && hit.start < after.start);
  return after.value === "now:worse" && gone.end <= after.start && !isOther;
}

/** The treatment in "72 h after needling": the moment already contains the word "after". */
function countsFrom({ moments }: Scene, hit: Hit): boolean {
  return moments.some(({ end, moment }) => moment?.base === "since" && end <= hit.start && hit.start <= end + 2);
}

/** The word that governs a topic, "for" in "for the soreness and the swelling" for both. */
function governor(scene: Scene, hit: Hit): Placed | undefined {
  for (let at = hit.start - 1; at >= Math.max(0, hit.start - REACH); at -= 1) {
    if (scene.text.breaks[at + 1] || hitAt(scene, at)) return undefined;
    const cue = cueAt(scene, at);
    if (!cue) continue;
    if ((cue.value === "and" || cue.value === "or") && cue.start > 0) {
      const before = hitAt(scene, cue.start - 1);
      return before?.phrase.symptom === hit.phrase.symptom ? governor(scene, before) : undefined;
    }
    if (["still", "not", "no"].includes(cue.value)) continue;
    return cue.family === "cue" && GOVERNING.includes(cue.value) ? cue : undefined;
  }
  return undefined;
}

function coversAnActivity(hit: Hit, of: ReadonlyMap<Hit, Role>, tree: TopicTree, { coverings, products }: QuestionWords): boolean {
  if (!belongs(hit, coverings, tree)) return false;
  return [...of].some(([other, role]) => role === "asked" && other !== hit && !belongs(other, [...products, ...coverings], tree));
}

function belongs({ phrase }: Hit, families: readonly string[], tree: TopicTree): boolean {
  const line = ancestors(tree, phrase.topic);
  return families.some((family) => line.includes(family));
}
