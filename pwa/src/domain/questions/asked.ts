/**
 * Which of its topics a question asks about, and which are only circumstances. Mirrors
 * server/domain/questions/asked.py.
 */

import type { QuestionWords } from "../question-words";
import { ancestors, type TopicTree } from "../topics";
import type { Hit } from "../topics-match";
import type { AskedTopic, QuestionKind } from "./model";
import { having, type Role, type Roles } from "./roles";
import { asks, opens, type Scene } from "./scene";
import { asksUnknown, kindIn } from "./sense";
import { wordAt } from "./tokens";

const ASKING: readonly string[] = ["may", "must", "when", "how", "status"];

/** Words between a cause and a sign, folded to plain letters. */
const CAUSING: readonly string[] = [
  ...["make", "makes", "cause", "causes", "causing", "give", "gives", "lead", "leads", "trigger", "triggers"],
  ...["machen", "macht", "verursachen", "verursacht", "auslosen", "fordern", "fordert", "fuhren", "fuhrt"],
];


/** Words like "and" that do not join topics: "sunscreen also in the office". */
const ALSO: readonly string[] = ["also", "auch"];

/** Words of rinsing that also put a product on. */
const SPLASHING = new Set(["splash", "splashing", "spritz", "spritzen"]);

const LIKE: readonly string[] = ["like", "wie", "als"];
const MENTIONED: readonly Role[] = ["without", "context", "denied", "with", "reason"];
const PRODUCTS: readonly string[] = ["moisturizer", "balm"];

/** A tree with its words of questions. */
export interface Words {
  readonly tree: TopicTree;
  readonly questions: QuestionWords;
}

/** The topics that are asked about, in order; if there are none, those that are only mentioned. */
export function askedIn(scene: Scene, roles: Roles, kind: QuestionKind, words: Words): readonly Hit[] {
  const { questions } = words;
  const withoutContact = (hits: readonly Hit[]): readonly Hit[] => hits.filter(({ phrase }) => phrase.topic !== questions.contact);
  let asked = having(roles, "asked");
  const isUnread = asksUnknown(scene, roles);
  for (const role of isUnread ? (["without"] as const) : MENTIONED) asked = firstOf(withoutContact(asked), having(roles, role), asked);
  const things = asked.filter((hit) => !hit.phrase.symptom);
  if ((kind === "tell" || kind === "normal") && things.length < asked.length) {
    asked = asked.filter((hit) => hit.phrase.symptom || isAsked(scene, hit));
  } else if (things.length || isUnread) {
    const symptoms = isUnread ? [] : asked.filter((hit) => hit.phrase.symptom);
    asked = firstOf(things.filter(({ phrase }) => !questions.occasions.includes(phrase.topic)), symptoms, things);
  }
  asked = firstOf(withoutContact(asked), asked);
  return compounds(scene, withoutObjects(scene, specific(asked, questions), words), words.tree);
}

/** Leave out what is taken off ("rinse off the serum"), and families beside their members ("warm water"). */
function withoutObjects(scene: Scene, hits: readonly Hit[], { tree, questions }: Words): readonly Hit[] {
  const isRemoval = ({ phrase, start, end }: Hit): boolean => questions.removing.includes(phrase.topic) && !scene.text.words.slice(start, end).some((word) => SPLASHING.has(word));
  const removed = hits.filter(isRemoval);
  return hits.filter((hit) => !removed.some((act) => isPartOf(scene, hit, act, tree)));
}

function isPartOf(scene: Scene, hit: Hit, act: Hit, tree: TopicTree): boolean {
  const { clauses, cues } = scene;
  const opened = new Set(opens(scene).map((cue) => clauses[cue.start]));
  const [its, acts] = [clauses[hit.start], clauses[act.start]];
  const isStated = !opened.has(its) && opened.has(acts); // "the mask is still on, when do I wash it off"
  if ((its !== acts && !isStated) || hit.phrase.topic === act.phrase.topic) return false;
  const [first, second] = hit.start < act.start ? [hit, act] : [act, hit];
  const isWith = cues.some(({ start, value }) => value === "with" && first.end <= start && start < second.start);
  if (isWith || areJoined(scene, first, second)) return false;
  const families = ancestors(tree, hit.phrase.topic);
  return (families.includes("topical") && !families.includes("cleanser")) || ancestors(tree, act.phrase.topic).includes(hit.phrase.topic);
}

/** Add the signs that are stated beside the topics that are asked about: they have to be reported all the same. */
export function withSigns(scene: Scene, { of }: Roles, asked: readonly Hit[], { tree, questions: { signs, alarming, reasons, reacting, anything } }: Words): readonly Hit[] {
  const isProduct = asked.some((hit) => ancestors(tree, hit.phrase.topic).includes("topical"));
  const isSign = ({ phrase: { topic } }: Hit): boolean => ([...signs, ...alarming].includes(topic) && !anything.includes(topic)) || (isProduct && reacting.includes(topic));
  const isNamed = (hit: Hit): boolean => of.get(hit) === "asked" || of.get(hit) === "context" || (of.get(hit) === "reason" && ![...reasons, ...reacting].includes(hit.phrase.topic));
  const isBeside = (hit: Hit): boolean => isSign(hit) && isNamed(hit) && !isFeared(scene, hit);
  return scene.hits.filter((hit) => asked.includes(hit) || isBeside(hit));
}

/** Whether a sign is feared as an effect: "can make-up make me break out". */
function isFeared(scene: Scene, sign: Hit): boolean {
  const { text, clauses } = scene;
  return asks(scene, clauses[sign.start]) && text.words.some((word, at) => at < sign.end && clauses[at] === clauses[sign.start] && CAUSING.includes(word));
}

/** The first list that is not empty. */
function firstOf(...lists: readonly (readonly Hit[])[]): readonly Hit[] {
  return lists.find((list) => list.length) ?? [];
}

/**
 * The topics without those that only say that something is wrong, where another one is named. A figure of speech, "on
 * fire", is a topic only if no other one is named.
 */
function specific(hits: readonly Hit[], { anything, describing, figures }: QuestionWords): readonly Hit[] {
  const literal = firstOf(hits.filter(({ phrase }) => !figures.includes(phrase.text)), hits);
  const named = literal.filter(({ phrase }) => !anything.includes(phrase.topic));
  const topics = named.map(({ phrase }) => phrase.topic);
  return firstOf(named.filter(({ phrase }) => !topics.includes(describing[phrase.topic] ?? "")), literal);
}

/** Whether the clause of a topic asks about doing it, beside a question about a symptom. */
function isAsked(scene: Scene, hit: Hit): boolean {
  const clause = scene.clauses[hit.start];
  return opens(scene).some((cue) => scene.clauses[cue.start] === clause && ASKING.includes(kindIn(cue)));
}

/** Of two topics with no word between them, keep the active ingredient, or else the kind of product. */
function compounds({ text }: Scene, hits: readonly Hit[], tree: TopicTree): readonly Hit[] {
  const result: Hit[] = [];
  const isIn = (family: string, hit: Hit): boolean => ancestors(tree, hit.phrase.topic).includes(family);
  for (const hit of hits) {
    const last = result.at(-1);
    const before = last?.end === hit.start && !text.breaks[hit.start] ? last : undefined;
    const isProduct = before && !hit.phrase.symptom && isIn("topical", hit);
    if (isProduct && isIn("active", before)) continue;
    if (isProduct && PRODUCTS.includes(before.phrase.topic)) result.pop();
    result.push(hit);
  }
  return result;
}

/**
 * The topics that are circumstances of each other: not joined by "and" or "or", or stated before a question. Whether
 * the person asks about "sunscreen" or "walk" shows only from the sheet, which is silent on the other.
 */
function asidesOf(scene: Scene, asked: readonly Hit[], tree: TopicTree): ReadonlySet<Hit> {
  const { clauses } = scene;
  const things = asked.filter((hit) => !hit.phrase.symptom);
  const opened = new Set(opens(scene).map((cue) => clauses[cue.start]));
  const aside = opened.size ? things.filter((hit) => !opened.has(clauses[hit.start])) : [];
  const asides = new Set(aside.length < things.length ? aside : []);
  for (const [at, one] of things.entries()) {
    const other = things[at + 1];
    if (!other || clauses[one.start] !== clauses[other.start]) continue;
    const areProducts = [one, other].every(({ phrase }) => ancestors(tree, phrase.topic).includes("topical"));
    if (!areProducts && !areJoined(scene, one, other)) asides.add(one).add(other);
  }
  return asides;
}

function areJoined({ cues, text }: Scene, one: Hit, other: Hit): boolean {
  const between = cues.filter(({ start }) => one.end <= start && start < other.start);
  return between.some(({ start, value }) => ["and", "or", "but"].includes(value) && !ALSO.includes(wordAt(text.words, start)));
}

/** The symptoms with an unknown word in their clause, except for mere comparisons. */
function unclearIn({ text, clauses, unknown }: Scene, asked: readonly Hit[], { comparable }: QuestionWords): ReadonlySet<Hit> {
  const strange = [...text.words.entries()].flatMap(([at, word]) => (unknown.includes(word) ? [at] : []));
  const isCompared = (at: number): boolean => text.words.slice(Math.max(0, at - 2), at).some((word) => LIKE.includes(word));
  const isUnclear = ({ start, phrase: { topic } }: Hit): boolean =>
    strange.some((at) => clauses[at] === clauses[start] && !(comparable.includes(topic) && isCompared(at)));
  return new Set(asked.filter(isUnclear));
}

/** The topics of a question, each with what is to be known about it. */
export function topicsOf(scene: Scene, { of }: Roles, asked: readonly Hit[], { tree, questions }: Words): readonly AskedTopic[] {
  const [asides, unclear] = [asidesOf(scene, asked, tree), unclearIn(scene, asked, questions)];
  const topics = new Map<string, AskedTopic>();
  for (const hit of asked) {
    const { phrase, start, end, how } = hit;
    if (topics.has(phrase.topic)) continue;
    const isWhole = start === 0 && end === scene.text.words.length;
    const marks = { aside: asides.has(hit), unclear: unclear.has(hit), denied: of.get(hit) === "denied" };
    topics.set(phrase.topic, { topic: phrase.topic, understood: phrase.text, how: how !== "exact" || isWhole ? how : "phrase", ...marks });
  }
  return [...topics.values()];
}
