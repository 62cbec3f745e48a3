/** The words of a reply: its sentences, and the moments it is about, in the person's language and region. */

import type { Change } from "../../../domain/answers";
import type { Reply, Sentence, Value } from "../../../domain/replies";
import { PRESCRIBED } from "../../../domain/timeline";
import type { TopicTree } from "../../../domain/topics";
import { t, type MessageKey } from "../../../i18n";
import { symptomLabel } from "../../labels";
import { dayText, gateText, ownCondition, whenText } from "../format";
import { textOf } from "../sheet-language";
import { anyOf, inside, listed } from "./topics-text";

/**
 * A sentence, beginning with a capital. `momentText` is how a moment is named; from the person's present, unless given.
 */
export function sentenceText({ key, values }: Sentence, tree: TopicTree, momentText = whenText): string {
  const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueText(value, tree, momentText)]));
  return capital(t(key as MessageKey, texts));
}

function valueText(value: Value, tree: TopicTree, momentText: (at: number) => string): string {
  if (typeof value === "string") return value;
  if ("moment" in value) return momentText(value.moment);
  if ("day" in value) return dayText(value.day);
  if ("says" in value) return textOf(value.says).says;
  if ("noticed" in value) return inside(symptomLabel(value.noticed));
  if ("gates" in value) return listed(value.gates.map(gateText), "conjunction");
  return anyOf(value.topics, tree);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The moment or span that was asked about: "Friday", "tomorrow 18:00 – tomorrow 22:00"; undefined for now. */
export function askedText({ question, from, until, now }: Reply): string | undefined {
  if (question.at === null || (from === now && until === null)) return undefined;
  if (until === null) return t("answer.about", { when: whenText(from) });
  if (question.at.part !== "") return t("answer.about-span", { from: whenText(from), until: whenText(until) });
  const [first, last] = [dayText(from), dayText(until - 1)];
  return first === last ? t("answer.about", { when: first }) : t("answer.about-span", { from: first, until: last });
}

/** When a change comes: "From tomorrow 14:00", "Once your skin has fully healed". */
export function changeText({ at, dependsOn }: Change): string {
  if (at !== null) return t("answer.then.from", { when: whenText(at) });
  const gates = dependsOn.filter((gate) => !gate.startsWith("now:") || ownCondition(gate) !== undefined).map(gateText);
  if (gates.length) return t("answer.then.once", { gates: listed(gates, "conjunction") });
  return t(dependsOn.includes(PRESCRIBED) ? "answer.then.prescribed" : "answer.then.reported");
}
