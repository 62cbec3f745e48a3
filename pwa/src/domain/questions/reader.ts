/** Reads a question: deterministic, for any text, without a clock. Mirrors server/domain/questions/reader.py. */

import { questionWords, type Speech } from "../question-words";
import { knows, type TopicTree } from "../topics";
import type { Hit } from "../topics-match";
import { askedIn, topicsOf, withSigns, type Words } from "./asked";
import type { Placed } from "./cues";
import { denialOf, UNBEARABLE } from "./denials";
import type { Question } from "./model";
import { negationOf } from "./negation";
import { isOnlyHoped } from "./hopes";
import { impliedIn } from "./implied";
import { unreadInstruments, UNREAD_INSTRUMENT } from "./instruments";
import { hasOwnOrigin, isFeared, isOfAnAct, WORSE } from "./origins";
import { rolesIn, type Role, type Roles } from "./roles";
import { layOut, type Scene } from "./scene";
import { SHADES } from "./overlaps";
import { causes, isPastAct, kindOf, mayBeMore, momentsIn, pastMomentIn } from "./sense";
import { asTyped, split, type Text } from "./tokens";

const OF_SYMPTOMS: readonly string[] = ["now:severe", "now:worse", "now:lasting", UNBEARABLE, ...SHADES];
const WHOLE = "area:full-face";

/** Words between a word of strength and its symptom: "so unbelievably red", "hurts quite a lot". */
const NEAR = 2;

/** Read a question in one of the tree's languages; `language` is the person's and decides if the words do not. */
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
  const { moments: named, isUnclear } = momentsIn(scene);
  const past = isPastAct(scene, roles, asked, known.questions.treatments);
  const moments = past ? [pastMomentIn(scene)].filter((each) => each !== null) : named;
  const unknown = asTyped(words, scene.unknown);
  const implied = impliedIn(scene, kind, topics, known);
  const isPlain = !(implied.length && kind === "may") && !unknown.length && !text.cut && !mixed && !isHoped && !isUnclear;
  return {
    ...{ kind, negated, conditions },
    topics: [...topicsOf(scene, roles, topics, known), ...implied],
    at: moments[0] ?? null,
    unknown,
    language: scene.speech.language,
    statementOnly: !isPlain || mayBeMore(scene, kind) || causes(scene, roles) || past,
    ...{ moments, past },
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
  const own = tree.languages().get(language);
  const small = questions.speeches.get(language)?.vocabulary;
  const hints = words.filter((word) => !own || small?.has(word) || !knows(own, word));
  const ranked = [...questions.speeches].map(([name, speech]) => {
    const around = hints.filter((word) => speech.vocabulary.has(word)).length;
    return { speech, name, around, isOther: Number(name !== language) };
  });
  ranked.sort((one, other) => other.around - one.around || one.isOther - other.isOther || one.name.localeCompare(other.name, "en"));
  return ranked.map(({ speech }) => speech);
}

/** What the question states, in order, and whether healing is only hoped for. */
function conditionsIn(scene: Scene, roles: Roles, asked: readonly Hit[], words: Words): { readonly conditions: readonly string[]; readonly isHoped: boolean } {
  const { questions } = words;
  const stated: { readonly at: number; readonly statement: string }[] = [];
  for (const [hit, role] of roles.of) {
    const [prefix, { topic, symptom }] = [prefixOf(hit, role, asked), hit.phrase];
    const name = symptom ? (questions.conditions[topic] ?? topic) : topic;
    if (prefix && !questions.anything.includes(topic) && !(prefix === "now" && isFeared(scene, roles, hit))) stated.push({ at: hit.start, statement: `${prefix}:${name}` });
  }
  const hasSymptom = scene.hits.some(({ phrase }) => phrase.symptom);
  const isNamed = (cue: Placed): boolean => hasSymptom && (cue.value !== SHADES[0] || isOfSymptom(scene, cue));
  const states = scene.cues.filter((cue) => cue.family === "state" && (isNamed(cue) || !OF_SYMPTOMS.includes(cue.value)));
  const hoped = states.filter((cue) => isOnlyHoped(scene, roles, cue));
  for (const cue of states) if (!hoped.includes(cue)) stated.push(...statementsOf(scene, cue).map((each) => ({ at: cue.start, statement: each })));
  const lengths = hasSymptom ? scene.moments.filter((each) => each.lasts > 0 && !isOfAnAct(scene, each)) : [];
  for (const { start, lasts } of lengths) stated.push({ at: start, statement: `lasts:${lasts}h` });
  if (hasOwnOrigin(scene, roles, words)) stated.push({ at: scene.text.words.length, statement: WORSE });
  for (const at of unreadInstruments(scene)) stated.push({ at, statement: UNREAD_INSTRUMENT });
  stated.sort((one, other) => one.at - other.at || (one.statement < other.statement ? -1 : 1));
  return { conditions: [...new Set(stated.map((each) => each.statement))], isHoped: hoped.length > 0 };
}

function prefixOf(hit: Hit, role: Role, asked: readonly Hit[]): string {
  if (role === "denied") return "not";
  if (asked.includes(hit)) return "";
  if (role === "with" || role === "without") return role;
  return hit.phrase.symptom && role === "asked" ? "now" : "";
}

/** Whether a word of strength stands beside a symptom: "really red", not "is it really normal that it is red". */
function isOfSymptom({ hits, cues }: Scene, cue: Placed): boolean {
  return hits.some((hit) => {
    if (!hit.phrase.symptom) return false;
    const [first, last] = cue.start < hit.start ? [cue.end, hit.start] : [hit.end, cue.start];
    const between = cues.filter(({ start }) => first <= start && start < last);
    return last - first <= NEAR && between.every(({ family }) => family !== "open" && family !== "word");
  });
}

/** A stated act, state or area. A denied state is returned as such; a denied act is left out. */
function statementsOf(scene: Scene, cue: Placed): readonly string[] {
  const [family, name = ""] = cue.value.split(":");
  if (SHADES.includes(cue.value)) return denialOf(scene, cue) ? [] : [cue.value];
  if (cue.value === WHOLE && scene.hits.some(({ phrase }) => phrase.symptom)) return [cue.value, "now:wide"];
  if (cue.value === UNBEARABLE) return denialOf(scene, cue) ? ["now:severe"] : [];
  if (["area", "with", "not"].some((each) => each === family) || !denialOf(scene, cue)) return [cue.value];
  return family === "now" ? [`not:${name}`] : [];
}
