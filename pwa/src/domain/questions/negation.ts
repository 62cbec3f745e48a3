/**
 * Whether a question asks about not doing something, and whether a yes or no could be taken for its opposite. Mirrors
 * server/domain/questions/negation.py.
 */

import type { Placed } from "./cues";
import type { QuestionKind } from "./model";
import { having, type Roles } from "./roles";
import { cueAt, isPast, opens, valued, type Scene } from "./scene";
import { alternativeFrom, isQuestion } from "./sense";

/** Words of an opener after which "still" asks whether a duty has ended. */
const STILL_NEEDS: readonly string[] = ["need", "have", "must", "muss", "brauche", "brauch", "braucht", "supposed"];

const VERBS: readonly string[] = ["avoid", "wait", "drop", "without"];

export interface Negation {
  readonly negated: boolean;
  /** Two negations, or one that belongs to a single topic: never yes or no. */
  readonly mixed: boolean;
}

/** "Still need" counts only without another negation, and not in "how long do I still need". */
export function negationOf(scene: Scene, roles: Roles, kind: QuestionKind): Negation {
  const until = alternativeFrom(scene);
  const all = scene.cues.filter((cue) => cue.start < until && counts(scene, roles, cue));
  const contrasts = all.slice(0, 1).filter((cue) => isContrast(scene, cue));
  const counted = all.filter((cue) => !contrasts.includes(cue));
  const isSymptom = asksOnlySymptoms(roles);
  const isReport = isSymptom && (kind === "normal" || kind === "tell");
  const plain = counted.filter((cue) => !VERBS.includes(cue.value) && (!isReport || cue.family === "open"));
  const hasVerb = !isSymptom && counted.some(({ value }) => value === "avoid" || (value === "wait" && kind !== "when"));
  const isWithout = !having(roles, "asked").length && having(roles, "without").length > 0;
  const count = Math.min(plain.length, 1) + stacked(scene, plain) + (hasVerb || isWithout ? 1 : 0);
  const isSoft = count === 0 && kind !== "when" && isStillNeeded(scene, until);
  const mixed = count > 1 || contrasts.length > 0 || misleads(scene, roles, all, until);
  return { negated: count % 2 === 1 || isSoft, mixed };
}

/**
 * Whether words that do not negate the question could still turn a yes or no into its opposite: a stated negation,
 * one without a topic ("make-up no?"), an alternative that asks for something else ("allowed or
 * forbidden"), "but" beside a
 * negation, and limits such as "only" and "unless".
 */
function misleads(scene: Scene, roles: Roles, counted: readonly Placed[], until: number): boolean {
  const negations = valued(scene, "not", "no", "avoid", "wait").filter((cue) => !roles.denials.has(cue));
  const isReported = negations.some((cue) => !counted.includes(cue) && (isPast(scene, cue.start) || cue.value === "no"));
  const isOther = scene.cues.some((cue) => cue.start >= until && (isQuestion(cue) || negations.includes(cue)));
  const isContrasted = negations.length > 0 && valued(scene, "but").length > 0;
  return isReported || isOther || isContrasted || valued(scene, "limit").length > 0;
}

function counts(scene: Scene, { denials }: Roles, cue: Placed): boolean {
  if (denials.has(cue)) return false;
  if (cue.family === "open") return cue.value.endsWith(" not");
  if (cue.family !== "cue" || isPast(scene, cue.start)) return false;
  if (cue.value !== "no") return ["not", "avoid", "wait"].includes(cue.value);
  const ahead = scene.hits.find((hit) => cue.end <= hit.start && hit.start <= cue.end + 3);
  return ahead !== undefined && !scene.text.breaks.slice(cue.end, ahead.start + 1).some(Boolean);
}

/** Whether a negation belongs to one topic among several: "sunscreen but not make-up". */
function isContrast(scene: Scene, cue: Placed): boolean {
  const joins = cue.start > 0 ? cueAt(scene, cue.start - 1) : undefined;
  if (cue.family !== "cue" || !joins || !["and", "or", "but"].includes(joins.value)) return false;
  return scene.hits.some((hit) => hit.end <= cue.start) && scene.hits.some((hit) => hit.start >= cue.end);
}

/** 1 for two negations without a topic between them: "can't I not …". */
function stacked({ hits }: Scene, plain: readonly Placed[]): number {
  const isTogether = plain.some((two, at) => {
    const one = plain[at - 1];
    return one !== undefined && !hits.some((hit) => one.end <= hit.start && hit.start < two.start);
  });
  return Number(isTogether);
}

function asksOnlySymptoms(roles: Roles): boolean {
  const asked = having(roles, "asked");
  return asked.length > 0 && asked.every((hit) => hit.phrase.symptom);
}

function isStillNeeded(scene: Scene, until: number): boolean {
  const { clauses, text, cues } = scene;
  const isAsked = opens(scene).some((cue) => {
    if (cue.start >= until) return false;
    if (cue.value === "must still") return true;
    const needs = cue.value === "must" && text.words.slice(cue.start, cue.end).some((word) => STILL_NEEDS.includes(word));
    return needs && valued(scene, "still").some((each) => clauses[each.start] === clauses[cue.start]);
  });
  return isAsked || cues.some((cue) => cue.family === "word" && cue.value === "must still");
}
