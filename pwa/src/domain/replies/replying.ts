/**
 * Answers a question: all its topics, for the moment or span it names, from every treatment that is current. Mirrors
 * replying.py.
 */

import { isAskedFor, STRICTNESS, type Answer } from "../answers";
import { answerOf } from "../answers/model";
import { sureMoment } from "../bounds";
import { spanOf, type AskedTopic, type Question, type Span } from "../questions";
import { about, aboutNothing, prescriptionOf, topicsOf, type Asked } from "./asking";
import type { Part, Reply, ReplyTo } from "./model";
import { asStated } from "./stating";

/** The reply. `askedOf` are the current treatments in the order of the patient's list. */
export function reply(question: Question, askedOf: readonly [ReplyTo, ...ReplyTo[]], at: { readonly now: number; readonly timeZone: string }): Reply {
  const { now } = at;
  const [{ timeline }] = askedOf;
  const course = { treatedAt: Date.parse(timeline.treated_at), firstDay: timeline.day_one };
  const span: Span = question.at ? spanOf(question.at, { ...at, course }) : [now, null];
  const [first, ...others] = askedOf;
  const partsOf = (to: ReplyTo): [Part, ...Part[]] => {
    const asked: Asked = { to: asStated(to, question, now), question };
    const [topic, ...more] = topicsOf(asked, span[0]);
    return [part(topic, asked, span), ...more.map((each) => part(each, asked, span))];
  };
  const parts: [Part, ...Part[]] = [...partsOf(first), ...others.flatMap(partsOf)];
  return { question, now, from: span[0], until: span[1], parts: parts.sort(strictestFirst) };
}

/** Sort the strictest part first, and circumstances about which the sheet says nothing last. */
export function strictestFirst(one: Part, other: Part): number {
  return Number(isSilent(one)) - Number(isSilent(other)) || STRICTNESS[one.answer.kind] - STRICTNESS[other.answer.kind];
}

function isSilent({ aside, answer: { kind } }: Part): boolean {
  return aside && kind === "unsaid";
}

function part(topic: AskedTopic | undefined, asked: Asked, [from, until]: Span): Part {
  const { to } = asked;
  const plain = { askedOf: to, understood: "", typo: false, aside: false, inside: [], prescription: "", unclear: false } as const;
  if (!topic) return { ...plain, answer: aboutNothing(asked, from) };
  let strictest = { answer: about(topic.topic, asked, from), at: from };
  const inside = strictest.answer.then.filter(({ at }) => at !== null && until !== null && at < until);
  for (const { at, kind } of inside) {
    if (at !== null && STRICTNESS[kind] < STRICTNESS[strictest.answer.kind]) strictest = { answer: about(topic.topic, asked, at), at };
  }
  const answered = dated(strictest.answer, strictest.at, to);
  // words that were not understood may change everything, so nothing counts as expected
  const isUnclear = answered.kind === "expected" && topic.unclear;
  return {
    ...{ askedOf: to, understood: topic.understood, typo: topic.how === "typo", aside: topic.aside, inside, unclear: isUnclear },
    answer: isUnclear ? answerOf("unsaid", topic.topic) : answered,
    prescription: prescriptionOf(answered, asked, strictest.at),
  };
}

/** The answer without ends that have passed, and with the end of the duty that it names. */
function dated(given: Answer, at: number, { timeline, states }: ReplyTo): Answer {
  const { kind, surelyAt, rule, until } = given;
  // something other than time still restricts the topic
  if ((kind === "no" || kind === "not-yet") && surelyAt !== null && surelyAt <= at) return { ...given, leastAt: null, surelyAt: null };
  if (!isAskedFor(given)) return given;
  const closes = timeline.windows.filter((window) => window.rule.id === rule?.id).map((window) => sureMoment(window.closes, states));
  const ends = [...closes, until].filter((end) => end !== null);
  return { ...given, until: ends.length ? Math.min(...ends) : null };
}
