/** The sentence that expresses an answer. Mirrors server/domain/replies/verdicts.py. */

import { ASK_FIRST, isAskedFor, type Answer } from "../answers";
import { NOW } from "../answers/asking";
import { PRESCRIBED } from "../timeline";
import { ancestors, type TopicTree } from "../topics";
import { sentence, type Sentence, type Values } from "./saying";

/** Say when the next treatment may be, as a window and not as an uncertainty, or how many there are. */
function repeated({ kind, rule, leastAt, surelyAt, dependsOn }: Answer, name: Values): Sentence | undefined {
  if (rule?.verb !== "repeat" || dependsOn.length) return undefined;
  if (kind === "yes") return sentence("answer.says", { says: { says: rule } });
  if (kind === "over") return sentence("answer.repeat.over", name);
  if (surelyAt === null) return undefined;
  const surely = { day: surelyAt };
  if (kind === "not-yet") return sentence("answer.repeat.not-yet", { ...name, surely });
  if (kind !== "no" || leastAt === null) return undefined;
  if (leastAt === surelyAt) return sentence("answer.no.surely", { ...name, surely });
  return sentence("answer.repeat.range", { ...name, least: { day: leastAt }, surely });
}

/** The sentence of an answer; `later` if it is for a moment to come. */
export function verdict(answer: Answer, tree: TopicTree, later = false): Sentence {
  const name: Values = answer.topic === null ? {} : { topic: { topics: [answer.topic] } };
  const window = repeated(answer, name);
  if (window) return window;
  switch (answer.kind) {
    case "no":
    case "not-yet":
      return restricted(answer, name);
    case "only":
      return only(answer, name, tree);
    case "yes":
      return permitted(answer, name, tree);
    case "over":
      return sentence(`${answer.minimum ? "answer.over.minimum" : "answer.over"}${later ? ".later" : ""}`, name);
    case "expected":
      if (answer.until === null || answer.surelyAt === null) return sentence("answer.expected", name);
      return sentence("answer.expected.until", { ...name, until: { moment: answer.surelyAt } });
    case "tell":
      return answer.topic !== null && tree.questions.anything.includes(answer.topic) ? sentence("answer.tell.worry") : sentence("answer.tell", name);
    default:
      return sentence(`answer.${answer.kind}`, name);
  }
}

/** Say both ends of a range, and what a permission depends on. */
function restricted({ kind, leastAt, surelyAt, dependsOn, numberMissing }: Answer, name: Values): Sentence {
  if (numberMissing) return sentence(`answer.${kind}.number-missing`, name);
  const gates = dependsOn.filter((gate) => !gate.startsWith(NOW));
  const isExact = leastAt === surelyAt;
  const values: Values = {
    ...(leastAt !== null && kind === "no" && !isExact && { least: { moment: leastAt } }),
    ...(surelyAt !== null && { surely: { moment: surelyAt } }),
    ...(gates.length > 0 && { gates: { gates } }),
  };
  const flags = dependsOn.includes(PRESCRIBED) ? "prescribed" : "flags";
  const form = Object.keys(values).join("-") || (dependsOn.length ? flags : "open");
  return sentence(`answer.${kind}.${form}`, { ...name, ...values });
}

/** Leave out topics whose family is named as well: retinol beside retinoids. */
function withoutMembers(topics: readonly string[], tree: TopicTree): readonly string[] {
  return topics.filter((topic) => !ancestors(tree, topic).slice(1).some((family) => topics.includes(family)));
}

/** Whether an `only` names the topic or a family of it. */
export function isOwn({ topic, only: named }: Answer, tree: TopicTree): boolean {
  return topic !== null && ancestors(tree, topic).some((each) => named.includes(each));
}

function only(answer: Answer, name: Values, tree: TopicTree): Sentence {
  if (answer.rule && answer.rule.verb !== "only") return sentence("answer.only.named", { ...name, only: { topics: answer.only } });
  const end = answer.surelyAt ?? answer.leastAt;
  const form = isOwn(answer, tree) ? "own" : "others";
  const values: Values = { ...name, only: { topics: withoutMembers(answer.only, tree) } };
  return end === null ? sentence(`answer.only.${form}`, values) : sentence(`answer.only.${form}-until`, { ...values, until: { moment: end } });
}

function permitted(answer: Answer, name: Values, tree: TopicTree): Sentence {
  if (answer.with.length === 1 && answer.with[0] === ASK_FIRST) return sentence("answer.yes.ask-first", name);
  if (answer.with.length) {
    const areKinds = answer.with.every((topic) => ancestors(tree, topic).some((each) => each === answer.topic));
    return sentence(areKinds ? "answer.yes.kind" : "answer.yes.with", { ...name, with: { topics: answer.with } });
  }
  const form = isAskedFor(answer) ? "asked" : "allowed";
  if (answer.dependsOn.length) return sentence(`answer.yes.${form}-when`, { ...name, gates: { gates: answer.dependsOn } });
  if (answer.until !== null) return sentence(`answer.yes.${form}-until`, { ...name, until: { moment: answer.until } });
  return sentence(`answer.yes.${form}`, name);
}
