/**
 * Where a symptom comes from: an act or a product of the person's own, and not the treatment. What a sheet expects is the
 * work of the treatment, so that such a symptom is more than the sheet describes. Mirrors server/domain/questions/origins.py.
 */

import type { Hit } from "../topics-match";
import { ancestors } from "../topics";
import type { Words } from "./asked";
import type { MomentPhrase } from "./moment-phrase";
import { having, type Roles } from "./roles";
import { asks, isPast, type Scene } from "./scene";

/** The report that a symptom is more than the sheet describes. */
export const WORSE = "now:worse";

/** Words between an act and the symptom that came after it. */
const SINCE: readonly string[] = ["now", "since", "jetzt", "nun", "seitdem", "danach", "seither"];

/** Words between a product and a symptom that it does not bring on. */
const APART: readonly string[] = ["on", "for", "with", "and", "or", "but", "if", "auf", "gegen", "bei", "mit", "und", "oder", "aber", "wenn"];

/** Whether a symptom is said to come from something other than the treatment. */
export function hasOwnOrigin(scene: Scene, roles: Roles, words: Words): boolean {
  return followsAnAct(scene, roles, words) || isByAProduct(scene, roles, words);
}

/** A symptom that came after an act: "was in the sun, now I am red". */
function followsAnAct(scene: Scene, roles: Roles, { questions: { treatments } }: Words): boolean {
  const { clauses, text } = scene;
  const acts = having(roles, "context").filter(({ phrase, start }) => !phrase.symptom && !treatments.includes(phrase.topic) && isPast(scene, start));
  const symptoms = having(roles, "asked").filter(({ phrase }) => phrase.symptom);
  const follows = (act: Hit, symptom: Hit): boolean => {
    const [before = 0, clause = 0] = [clauses[act.start], clauses[symptom.start]];
    return before < clause && text.words.some((word, at) => at >= act.end && (clauses[at] ?? 0) <= clause && SINCE.includes(word));
  };
  return acts.some((act) => symptoms.some((symptom) => follows(act, symptom)));
}

/** A symptom that a product brings on: "the serum stings", not "a serum on skin that stings". */
function isByAProduct(scene: Scene, roles: Roles, { tree, questions: { reacting } }: Words): boolean {
  const { clauses, text } = scene;
  const asked = having(roles, "asked").filter(({ start }) => !asks(scene, clauses[start]));
  return asked.some((product, at) => {
    const symptom = asked[at + 1];
    if (!symptom || !reacting.includes(symptom.phrase.topic) || clauses[product.start] !== clauses[symptom.start]) return false;
    return ancestors(tree, product.phrase.topic).includes("topical") && !text.words.slice(product.end, symptom.start).some((word) => APART.includes(word));
  });
}

/** Whether a symptom is feared as an effect and not stated: "can retinol cause redness". */
export function isFeared(scene: Scene, roles: Roles, symptom: Hit): boolean {
  const { clauses, text, speech } = scene;
  const clause = clauses[symptom.start];
  const thing = having(roles, "asked").find((hit) => !hit.phrase.symptom && hit.end <= symptom.start && clauses[hit.start] === clause);
  if (!thing || !asks(scene, clause)) return false;
  return !text.words.slice(thing.end, symptom.start).some((word) => APART.includes(word) || speech.subjects.has(word));
}

/** Whether a length is that of something other than a symptom: "2 h outside, now red". */
export function isOfAnAct({ hits, clauses }: Scene, { start }: MomentPhrase): boolean {
  const beside = hits.filter((hit) => clauses[hit.start] === clauses[start]);
  return beside.length > 0 && !beside.some(({ phrase }) => phrase.symptom);
}
