/**
 * The sentences about the members of a family: what is stricter, what needs a condition, what is permitted. Mirrors
 * server/domain/replies/members.py.
 */

import { ASK_FIRST, MAX_EXCEPT, type Answer, type StricterMember } from "../answers";
import { quotedAs, sentence, type Sentence, type Values } from "./saying";

/** The maximum number of rules on members of a silent family that are quoted; of more, examples are named. */
const MAX_QUOTED = 2;
const MAX_EXAMPLES = 3;

/** Name the members that differ, those with the same end and condition in one sentence. */
export function exceptions({ kind, topic, except }: Answer): readonly Sentence[] {
  const first = kind === "unsaid" ? "answer.unsaid.except" : "answer.except";
  return alike(except).flatMap((members, place) => {
    const isNamed = topic !== null && kind === "unsaid" && place === 0;
    const values: Values = { members: { topics: members.map((each) => each.topic) }, ...(isNamed && { topic: { topics: [topic] } }) };
    return named(members[0], place ? "answer.except.also" : first, values);
  });
}

function named(member: StricterMember, key: string, values: Values): readonly Sentence[] {
  if (member.prescribed) return [sentence(`${key}.prescribed`, values)];
  if (member.kind === "yes") {
    const asksFirst = isAskFirst(member.with);
    return [asksFirst ? sentence(`${key}.ask`, values) : sentence(`${key}.with`, { ...values, with: { topics: member.with } })];
  }
  const { until } = member;
  const ban = until === null ? sentence(key, values) : sentence(`${key}.until`, { ...values, until: { moment: until } });
  return [ban, ...laterWith(member.with)];
}

/** Members that share a sentence. */
type Alike = readonly [StricterMember, ...StricterMember[]];

function alike(members: readonly StricterMember[]): readonly Alike[] {
  const groups = new Map<string, Alike>();
  for (const member of members) {
    const key = JSON.stringify([member.until, member.kind === "yes", member.with, member.prescribed]);
    const known = groups.get(key);
    groups.set(key, known ? [...known, member] : [member]);
  }
  return [...groups.values()];
}

function isAskFirst(condition: readonly string[]): boolean {
  return condition.length === 1 && condition[0] === ASK_FIRST;
}

/** Name the condition under which something is permitted once a ban has ended. */
export function laterWith(condition: readonly string[]): readonly Sentence[] {
  if (isAskFirst(condition)) return [sentence("answer.later-ask")];
  return condition.length ? [sentence("answer.later-with", { with: { topics: condition } })] : [];
}

/** Say what the sheet says about members of a topic on which it is silent itself. */
export function silentFamily(answer: Answer, topic: string): readonly Sentence[] {
  const { except, others } = answer;
  const strict = exceptions(answer);
  const rules = [...new Set(others.map(({ rule }) => rule))];
  if (rules.length > MAX_QUOTED || except.length === MAX_EXCEPT) return [...strict, more(answer, topic)];
  const quotes = rules.map((rule, place) => (except.length || place ? sentence("answer.says", { says: { says: rule } }) : quotedAs(topic, rule)));
  return [...strict, ...quotes, sentence(except.length ? "answer.unsaid.rest" : "answer.unsaid.nothing-else")];
}

function more({ except, others }: Answer, topic: string): Sentence {
  const examples = [...others, ...except].map((each) => each.topic).slice(0, MAX_EXAMPLES);
  const values: Values = { members: { topics: examples } };
  if (except.length) return sentence("answer.unsaid.more", values);
  return sentence("answer.unsaid.several", { ...values, topic: { topics: [topic] } });
}
