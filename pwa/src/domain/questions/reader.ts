/** Reads a question: deterministic, for any text, without a clock. Mirrors server/domain/questions/reader.py. */

import { questionWords, type Speech } from "../question-words";
import { knows, type TopicTree } from "../topics";
import type { Hit } from "../topics-match";
import { askedIn, topicsOf, withSigns, type Words } from "./asked";
import type { Placed } from "./cues";
import type { Question } from "./model";
import { negationOf } from "./negation";
import { denialOf, rolesIn, UNBEARABLE, type Role, type Roles } from "./roles";
import { layOut, type Scene } from "./scene";
import { causes, kindOf, mayBeMore, momentIn } from "./sense";
import { asTyped, split, wordAt, type Text } from "./tokens";

const OF_SYMPTOMS: readonly string[] = ["now:severe", "now:worse", "now:lasting", UNBEARABLE];
const HOPED: readonly string[] = ["now:healed", "now:calm", "now:shed"];

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
  const { moment, isUnclear } = momentIn(scene);
  const unknown = asTyped(words, scene.unknown);
  const isPlain = !unknown.length && !text.cut && !mixed && !isHoped && !isUnclear;
  return {
    ...{ kind, negated, conditions },
    topics: topicsOf(scene, topics, known),
    at: moment,
    unknown,
    language: scene.speech.language,
    statementOnly: !isPlain || mayBeMore(scene, kind) || causes(scene, roles),
  };
}

/** Lay the question out in the language of most of its words, or in another one if only that one has its topics. */
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
  const begins = clauses.indexOf(clauses[cue.start] ?? 0);
  const [first, second] = [wordAt(text.words, begins), wordAt(text.words, Math.min(begins + 1, cue.start))];
  if (speech.doubtful.has(first) && !speech.subjects.has(first) && speech.subjects.has(second)) return true; // "is it healed"
  return text.words.slice(0, cue.start).some((word, at) => clauses[at] === clauses[cue.start] && speech.hypothetical.has(word));
}

/** A stated act, state or area. A denied state is returned as a denial; a denied act is left out. */
function statementsOf(scene: Scene, cue: Placed): readonly string[] {
  const [family, name = ""] = cue.value.split(":");
  if (cue.value === UNBEARABLE) return denialOf(scene, cue) ? ["now:severe"] : [];
  if (["area", "with", "not"].includes(family ?? "") || !denialOf(scene, cue)) return [cue.value];
  return family === "now" ? [`not:${name}`] : [];
}
