/** Reads a question: deterministic, for any text, without a clock. Mirrors server/domain/questions/reader.py. */

import { questionWords, type QuestionWords, type Speech } from "../question-words";
import { ancestors, knows, type TopicTree } from "../topics";
import type { Hit } from "../topics-match";
import type { Placed } from "./cues";
import type { AskedTopic, Question, QuestionKind } from "./model";
import { negationOf } from "./negation";
import { denialOf, having, rolesIn, UNBEARABLE, type Role, type Roles } from "./roles";
import { layOut, opens, type Scene } from "./scene";
import { asksUnknown, causes, kindIn, kindOf, mayBeMore, momentIn } from "./sense";
import { asTyped, split, wordAt, type Text } from "./tokens";

const ASKING: readonly string[] = ["may", "must", "when", "how", "status"];
/** Words before a sign that something may cause, in plain form. */
const CAUSING: readonly string[] = [
  ...["make", "makes", "cause", "causes", "causing", "give", "gives", "lead", "leads", "trigger", "triggers"],
  ...["machen", "macht", "verursachen", "verursacht", "auslosen", "fordern", "fordert", "fuhren", "fuhrt"],
];

const OF_SYMPTOMS: readonly string[] = ["now:severe", "now:worse", "now:lasting", UNBEARABLE];
/** Words like "and" that join no topics: "sunscreen also in the office". */
const ALSO: readonly string[] = ["also", "auch"];

const LIKE: readonly string[] = ["like", "wie", "als"];
const HOPED: readonly string[] = ["now:healed", "now:calm", "now:shed"];
const MENTIONED: readonly Role[] = ["without", "context", "denied", "with", "reason"];
const PRODUCTS: readonly string[] = ["moisturizer", "balm"];

/** A tree with its words of questions. */
interface Words {
  readonly tree: TopicTree;
  readonly questions: QuestionWords;
}

/** Read a question in one of the tree's languages; `language` is the person's and decides where words do not. */
export function readQuestion(words: string, language: string, tree: TopicTree): Question {
  const text = split(words);
  const known = { tree, questions: questionWords(tree.questions) };
  const scene = sceneOf(text, language, known);
  const roles = rolesIn(scene, tree, known.questions);
  const kind = kindOf(scene, roles, known.questions);
  const asked = askedIn(scene, roles, kind, known);
  const { negated, mixed } = negationOf(scene, roles, kind);
  const { conditions, isHoped } = conditionsIn(scene, roles, asked, known);
  const topics = withSigns(scene, roles, asked, known);
  const { moment, isUnclear } = momentIn(scene);
  const unknown = asTyped(words, scene.unknown);
  const isPlain = !unknown.length && !text.cut && !mixed && !isHoped && !isUnclear;
  return {
    ...{ kind, negated, conditions },
    topics: topicsOf(topics, text, { asides: asidesOf(scene, topics, tree), unclear: unclearIn(scene, topics, known.questions) }),
    at: moment,
    unknown,
    language: scene.speech.language,
    statementOnly: !isPlain || mayBeMore(scene, kind) || causes(scene, roles),
  };
}

/** Lay the question out in the language that most of its words belong to; of two, in the one that has its topics. */
function sceneOf(text: Text, language: string, words: Words): Scene {
  const [likeliest, ...others] = languages(text, language, words).map((speech) => (): Scene => layOut(text, words.tree, speech));
  if (!likeliest) throw new Error("The topics document has no words of questions.");
  const first = likeliest();
  if (first.hits.length) return first;
  for (const other of others) {
    const scene = other();
    if (scene.hits.length && !scene.unknown.length) return scene;
  }
  return first;
}

/** The languages, most likely first, by the words around the topics. */
function languages({ words }: Text, language: string, { tree, questions }: Words): readonly Speech[] {
  const own = tree.languages.get(language);
  const hints = words.filter((word) => !own || !knows(own, word));
  const ranked = [...questions.speeches].map(([name, speech]) => {
    const around = hints.filter((word) => speech.vocabulary.has(word)).length;
    return { speech, name, around, isOther: Number(name !== language) };
  });
  ranked.sort((one, other) => other.around - one.around || one.isOther - other.isOther || one.name.localeCompare(other.name, "en"));
  return ranked.map(({ speech }) => speech);
}

/** The topics that are asked about, in order; if none is, those that are only mentioned. */
function askedIn(scene: Scene, roles: Roles, kind: QuestionKind, words: Words): readonly Hit[] {
  const { questions } = words;
  const withoutContact = (hits: readonly Hit[]): readonly Hit[] => hits.filter(({ phrase }) => phrase.topic !== questions.contact);
  let asked = having(roles, "asked");
  const isUnread = asksUnknown(scene, roles);
  for (const role of isUnread ? (["without"] as const) : MENTIONED) asked = firstOf(withoutContact(asked), having(roles, role), asked);
  const things = asked.filter((hit) => !hit.phrase.symptom);
  if ((kind === "tell" || kind === "normal") && things.length < asked.length) {
    asked = asked.filter((hit) => hit.phrase.symptom || isAsked(scene, hit));
  } else if (things.length || isUnread) {
    asked = firstOf(things.filter(({ phrase }) => !questions.occasions.includes(phrase.topic)), things);
  }
  asked = firstOf(withoutContact(asked), asked);
  return compounds(scene, withoutObjects(scene, specific(asked, questions), words), words.tree);
}

/** Leave out what is taken off ("rinse off the serum"), and families beside their members ("warm water"). */
function withoutObjects(scene: Scene, hits: readonly Hit[], { tree, questions }: Words): readonly Hit[] {
  const removed = hits.filter(({ phrase }) => questions.removing.includes(phrase.topic));
  return hits.filter((hit) => !removed.some((act) => isPartOf(scene, hit, act, tree)));
}

function isPartOf(scene: Scene, hit: Hit, act: Hit, tree: TopicTree): boolean {
  const { clauses, cues } = scene;
  if (clauses[hit.start] !== clauses[act.start] || hit.phrase.topic === act.phrase.topic) return false;
  const [first, second] = hit.start < act.start ? [hit, act] : [act, hit];
  const isWith = cues.some(({ start, value }) => value === "with" && first.end <= start && start < second.start);
  if (isWith || areJoined(scene, first, second)) return false;
  return ancestors(tree, hit.phrase.topic).includes("topical") || ancestors(tree, act.phrase.topic).includes(hit.phrase.topic);
}

/** Add the signs that are told beside what is asked about: they have to be reported all the same. */
function withSigns(scene: Scene, { of }: Roles, asked: readonly Hit[], { questions: { signs, reasons, anything } }: Words): readonly Hit[] {
  const isSign = ({ phrase: { topic } }: Hit): boolean => signs.includes(topic) && !anything.includes(topic);
  const isNamed = (hit: Hit): boolean => of.get(hit) === "asked" || (of.get(hit) === "reason" && !reasons.includes(hit.phrase.topic));
  const isBeside = (hit: Hit): boolean => isSign(hit) && isNamed(hit) && !isFeared(scene, hit);
  return scene.hits.filter((hit) => asked.includes(hit) || isBeside(hit));
}

/** Whether something may cause a sign: "can make-up make me break out". */
function isFeared({ text, clauses }: Scene, sign: Hit): boolean {
  return text.words.some((word, at) => at < sign.end && clauses[at] === clauses[sign.start] && CAUSING.includes(word));
}

/** The first list that is not empty. */
function firstOf(...lists: readonly (readonly Hit[])[]): readonly Hit[] {
  return lists.find((list) => list.length) ?? [];
}

/** The topics without those that only say that something is wrong, where another one is named. */
function specific(hits: readonly Hit[], { anything, describing }: QuestionWords): readonly Hit[] {
  const named = hits.filter(({ phrase }) => !anything.includes(phrase.topic));
  const topics = named.map(({ phrase }) => phrase.topic);
  return firstOf(named.filter(({ phrase }) => !topics.includes(describing[phrase.topic] ?? "")), hits);
}

/** Whether the clause of a topic asks about doing it, beside a question about a symptom. */
function isAsked(scene: Scene, hit: Hit): boolean {
  const clause = scene.clauses[hit.start];
  return opens(scene).some((cue) => scene.clauses[cue.start] === clause && ASKING.includes(kindIn(cue)));
}

/** Of two topics without a word between them, keep the active ingredient, or else the kind of product. */
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
 * The topics that are circumstances of each other: not joined by "and" or "or", or told before a question. Which of
 * "sunscreen" and "walk" the person means to ask about, only the sheet shows: it is silent on the other.
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

interface Marks {
  readonly asides: ReadonlySet<Hit>;
  readonly unclear: ReadonlySet<Hit>;
}

function topicsOf(asked: readonly Hit[], { words }: Text, { asides, unclear }: Marks): readonly AskedTopic[] {
  const topics = new Map<string, AskedTopic>();
  for (const hit of asked) {
    const { phrase, start, end, how } = hit;
    const isWhole = start === 0 && end === words.length;
    if (topics.has(phrase.topic)) continue;
    const marks = { aside: asides.has(hit), unclear: unclear.has(hit) };
    topics.set(phrase.topic, { topic: phrase.topic, understood: phrase.text, how: how !== "exact" || isWhole ? how : "phrase", ...marks });
  }
  return [...topics.values()];
}

/** What the question states, in order, and whether healing is only hoped for. */
function conditionsIn(scene: Scene, roles: Roles, asked: readonly Hit[], { questions }: Words): { readonly conditions: readonly string[]; readonly isHoped: boolean } {
  const stated: { readonly at: number; readonly statement: string }[] = [];
  for (const [hit, role] of roles.of) {
    const [prefix, { topic, symptom }] = [prefixOf(hit, role, asked), hit.phrase];
    const name = symptom ? (questions.conditions[topic] ?? topic) : topic;
    if (prefix && !questions.anything.includes(topic)) stated.push({ at: hit.start, statement: `${prefix}:${name}` });
  }
  const hasSymptom = scene.hits.some(({ phrase }) => phrase.symptom);
  const states = scene.cues.filter((cue) => cue.family === "state" && (hasSymptom || !OF_SYMPTOMS.includes(cue.value)));
  const hoped = states.filter((cue) => HOPED.includes(cue.value) && isHopedFor(scene, cue));
  for (const cue of states) if (!hoped.includes(cue)) stated.push(...statementsOf(scene, cue).map((each) => ({ at: cue.start, statement: each })));
  for (const { start, lasts } of hasSymptom ? scene.moments : []) if (lasts > 0) stated.push({ at: start, statement: `lasts:${lasts}h` });
  stated.sort((one, other) => one.at - other.at || (one.statement < other.statement ? -1 : 1));
  return { conditions: [...new Set(stated.map((each) => each.statement))], isHoped: hoped.length > 0 };
}

function prefixOf(hit: Hit, role: Role, asked: readonly Hit[]): string {
  if (role === "denied") return "not";
  if (asked.includes(hit)) return "";
  if (role === "with" || role === "without") return role;
  return hit.phrase.symptom && role === "asked" ? "now" : "";
}

function isHopedFor({ text, clauses, speech }: Scene, cue: Placed): boolean {
  return text.words.slice(0, cue.start).some((word, at) => clauses[at] === clauses[cue.start] && speech.hypothetical.has(word));
}

/** A stated act, state or area. A denied state is returned as such; a denied act is left out. */
function statementsOf(scene: Scene, cue: Placed): readonly string[] {
  const [family, name = ""] = cue.value.split(":");
  if (cue.value === UNBEARABLE) return denialOf(scene, cue) ? ["now:severe"] : [];
  if (["area", "with", "not"].includes(family ?? "") || !denialOf(scene, cue)) return [cue.value];
  return family === "now" ? [`not:${name}`] : [];
}
