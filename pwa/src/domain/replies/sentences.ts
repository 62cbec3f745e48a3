/**
 * The sentences of a reply, as message keys with typed values; the screen renders them in the person's language. Mirrors
 * server/domain/replies/sentences.py.
 *
 * The statement is about doing the topic, never about the question as it was put: a question and its negation have the
 * same sentences. Only a plain "may I" about one topic may begin with Yes or No.
 */

import { isAskedFor, type Answer } from "../answers";
import { NOW } from "../answers/asking";
import { PRESCRIBED, type TimelineRule } from "../timeline";
import { ancestors, type TopicTree } from "../topics";
import { findingsOf, verdictFirst, type Part, type Reply } from "./model";

/**
 * Names of topics, joined by "or" if there are several; a moment; states and acts; a symptom or sign of the diary; the sentence of
 * a rule; or plain text.
 */
export type Value =
  | { readonly topics: readonly string[] }
  | { readonly moment: number }
  | { readonly gates: readonly string[] }
  | { readonly noticed: string }
  | { readonly says: TimelineRule }
  | string;

/** The condition of a permission for which the patient has to ask the practitioner. */
const ASK_FIRST = "contact-practitioner";

export interface Sentence {
  /** Of the message catalogue. */
  readonly key: string;
  readonly values: Readonly<Record<string, Value>>;
}

type Values = Readonly<Record<string, Value>>;

export function sentences(reply: Reply): readonly Sentence[] {
  return [...opening(reply), ...reply.parts.flatMap((part) => partSentences(reply, part)), ...closing(reply)];
}

/** The sentences before the parts: the words that were not understood, and Yes or No. */
export function opening(reply: Reply): readonly Sentence[] {
  const { unknown } = reply.question;
  return [
    ...(unknown.length ? [sentence("answer.unknown", { words: unknown.join(", ") })] : []),
    ...(verdictFirst(reply) ? [sentence(`answer.lead.${reply.parts[0].answer.kind}`)] : []),
  ];
}

/** The sentence after the parts: a stated prescription that no part takes into account is for the practitioner. */
export function closing({ question, parts }: Reply): readonly Sentence[] {
  const isNamed = parts.some(({ prescription, answer: { kind } }) => prescription !== "" || kind === "yes" || kind === "tell");
  return question.conditions.includes(PRESCRIBED) && !isNamed ? [sentence("answer.prescribed.ask")] : [];
}

export function partSentences({ question }: Reply, part: Part): readonly Sentence[] {
  const { name } = part.askedOf;
  return [
    ...(part.typo ? [sentence("answer.typo", { understood: part.understood })] : []),
    ...(name ? [sentence("answer.treatment", { treatment: name })] : []),
    ...statement(part),
    ...quoted(part, question.kind === "how"),
  ];
}

/** Quote the rule where its amount belongs to the answer, or where the question asks how. */
function quoted({ answer: { kind, rule, also }, unclear }: Part, asksHow: boolean): readonly Sentence[] {
  const isQuoted = rule && !unclear && (asksHow || (kind === "yes" && rule.amount !== undefined)) && (rule.verb !== "repeat" || kind !== "yes");
  return [
    ...(isQuoted ? [sentence("answer.says", { says: { says: rule } })] : []),
    ...(kind === "expected" && also.some(({ verb }) => verb === "call") ? [sentence("answer.expected.call")] : []),
  ];
}

export function statement(part: Part): readonly Sentence[] {
  if (part.answer.topic === null) return [sentence("answer.not-understood")];
  return [...carried(part), ...ofSheet(part, part.answer.topic)];
}

/** The open findings, before anything that permits something or reassures the patient. */
function carried(part: Part): readonly Sentence[] {
  const form = part.answer.kind === "expected" ? "tell" : "ask";
  const about = new Set(findingsOf(part).map(({ symptom, sign }) => symptom ?? sign ?? ""));
  return [...about].map((noticed) => sentence(`answer.finding.${form}`, { what: { noticed } }));
}

function ofSheet({ answer, inside, prescription, unclear, askedOf: { tree } }: Part, topic: string): readonly Sentence[] {
  if (unclear) return [sentence("answer.unsaid.unclear", { topic: { topics: [topic] } })];
  if (answer.kind === "unsaid" && answer.except.length) return [...members(answer, "answer.unsaid.except"), sentence("answer.unsaid.rest")];
  const isClosed = answer.kind === "only" && !answer.only.includes(topic) && staysClosed(answer);
  const dropped = answer.kind === "yes" ? answer.dropped : [];
  return [
    prescription === "as" ? sentence("answer.yes.prescribed", { topic: { topics: [topic] } }) : verdict(answer, tree),
    ...(prescription === "unless" && !answer.dependsOn.includes(PRESCRIBED) ? [sentence("answer.unless-prescribed")] : []),
    ...(isClosed ? [sentence("answer.only.still")] : []),
    ...dropped.map((condition) => verdict(condition, tree)),
    ...later(answer),
    ...inside.flatMap(({ at, kind }) => (at === null || kind === answer.kind ? [] : [sentence(`answer.inside.${kind}`, { at: { moment: at } })])),
    ...members(answer, "answer.except"),
  ];
}

/** The condition of a permission to come. */
function later({ kind, then }: Answer): readonly Sentence[] {
  const next = then.find((change) => change.with.length > 0);
  return (kind === "no" || kind === "not-yet") && next ? [sentence("answer.later-with", { with: { topics: next.with } })] : [];
}

/** Whether the topic stays closed after the next change: the end of an `only` must not look like a permission. */
function staysClosed({ then }: Answer): boolean {
  const [next] = then;
  return next?.kind === "no" || next?.kind === "not-yet";
}

function sentence(key: string, values: Values = {}): Sentence {
  return { key, values };
}

/** Say when the next treatment may take place, as a window and not as an uncertainty, or how many there are. */
function repeated({ kind, rule, leastAt, surelyAt, dependsOn }: Answer, name: Values): Sentence | undefined {
  if (rule?.verb !== "repeat" || dependsOn.length) return undefined;
  if (kind === "yes") return sentence("answer.says", { says: { says: rule } });
  if (kind === "over") return sentence("answer.repeat.over", name);
  if (surelyAt === null) return undefined;
  if (kind === "not-yet") return sentence("answer.repeat.not-yet", { ...name, surely: { moment: surelyAt } });
  if (kind !== "no" || leastAt === null || leastAt === surelyAt) return undefined;
  return sentence("answer.repeat.range", { ...name, least: { moment: leastAt }, surely: { moment: surelyAt } });
}

function verdict(answer: Answer, tree: TopicTree): Sentence {
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
      return sentence(answer.minimum ? "answer.over.minimum" : "answer.over", name);
    case "expected":
      if (answer.until === null || answer.surelyAt === null) return sentence("answer.expected", name);
      return sentence("answer.expected.until", { ...name, until: { moment: answer.surelyAt } });
    case "tell":
      return tree.questions.anything.includes(answer.topic ?? "") ? sentence("answer.tell.worry") : sentence("answer.tell", name);
    default:
      return sentence(`answer.${answer.kind}`, name);
  }
}

/** Name both ends of a range, and what a permission depends on. */
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

function only(answer: Answer, name: Values, tree: TopicTree): Sentence {
  const end = answer.surelyAt ?? answer.leastAt;
  const form = answer.only.includes(answer.topic ?? "") ? "own" : "others";
  const values: Values = { ...name, only: { topics: withoutMembers(answer.only, tree) } };
  return end === null ? sentence(`answer.only.${form}`, values) : sentence(`answer.only.${form}-until`, { ...values, until: { moment: end } });
}

function permitted(answer: Answer, name: Values, tree: TopicTree): Sentence {
  if (answer.with.length === 1 && answer.with[0] === ASK_FIRST) return sentence("answer.yes.ask-first", name);
  if (answer.with.length) {
    const areKinds = answer.with.every((topic) => ancestors(tree, topic).includes(answer.topic ?? ""));
    return sentence(areKinds ? "answer.yes.kind" : "answer.yes.with", { ...name, with: { topics: answer.with } });
  }
  const form = isAskedFor(answer) ? "asked" : "allowed";
  if (answer.dependsOn.length) return sentence(`answer.yes.${form}-when`, { ...name, gates: { gates: answer.dependsOn } });
  if (answer.until !== null) return sentence(`answer.yes.${form}-until`, { ...name, until: { moment: answer.until } });
  return sentence(`answer.yes.${form}`, name);
}

/** Name the stricter members of a family, those with the same end in one sentence. */
function members({ except, topic }: Answer, key: string): readonly Sentence[] {
  const byEnd = new Map<number | null, string[]>();
  for (const member of except) byEnd.set(member.until, [...(byEnd.get(member.until) ?? []), member.topic]);
  return [...byEnd].map(([until, topics]) => {
    const values: Values = { members: { topics }, ...(topic !== null && { topic: { topics: [topic] } }) };
    return until === null ? sentence(key, values) : sentence(`${key}.until`, { ...values, until: { moment: until } });
  });
}
