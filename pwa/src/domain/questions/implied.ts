/**
 * What a question is about without naming it: the next treatment, or what goes on the skin. Mirrors
 * server/domain/questions/implied.py.
 */

import { labelOf } from "../topics";
import type { Hit } from "../topics-match";
import type { Words } from "./asked";
import type { AskedTopic, QuestionKind } from "./model";
import type { MomentPhrase } from "./moment-phrase";
import { opens, type Scene } from "./scene";

/** Symptoms for which people rather take something than put something on. */
const FELT_INSIDE: readonly string[] = ["pain", "headache", "nausea", "fever"];

/** Words for any product: "can I put anything on", "darf ich was drauftun". */
const ANY: readonly string[] = ["anything", "nothing", "something", "irgendwas", "nichts", "nix", "was", "etwas"];

const AGAIN: readonly string[] = ["again", "second", "wieder", "nochmal"];

/** The bases of moments that lie ahead, in hours. */
const IN_HOURS: Readonly<Record<string, number>> = { since: 1, day: 24, week: 168, month: 720 };

/** From this length in hours on, doing it again is a matter of treatments. */
const TWO_WEEKS = 336;

/** The topic of a question that names none, or none but symptoms. */
export function impliedIn(scene: Scene, kind: QuestionKind, asked: readonly Hit[], { tree, questions: { treatments, applied } }: Words): readonly AskedTopic[] {
  const isOpen = asked.every(({ phrase: { symptom, topic } }) => symptom && !FELT_INSIDE.includes(topic));
  const named = isOpen && isOfApplying(scene, kind) ? [applied] : [];
  const [topic = ""] = !asked.length && isOfNextTreatment(scene) ? treatments : named;
  if (topic === "" || scene.unknown.length) return [];
  return [{ topic, understood: labelOf(tree, topic, scene.speech.language), how: "phrase", aside: false, unclear: false, denied: false }];
}

/** "Can I again in six weeks": weeks, and no word for what is done again. */
function isOfNextTreatment({ moments, text }: Scene): boolean {
  const inHours = ({ moment, lasts, ago }: MomentPhrase): number => (moment ? moment.amount * (IN_HOURS[moment.base] ?? 0) : ago ? 0 : lasts);
  return moments.some((each) => inHours(each) >= TWO_WEEKS) && text.words.some((word) => AGAIN.includes(word));
}

/** "What can I put on my face now", "what can I put on, it is so dry", "is nothing on it ok". */
function isOfApplying(scene: Scene, kind: QuestionKind): boolean {
  const { speech, text } = scene;
  const isOpen = kind === "how" ? opens(scene).some(({ value }) => value.startsWith("how")) : text.words.some((word) => ANY.includes(word));
  return isOpen && text.words.some((word) => speech.applying.has(word));
}
