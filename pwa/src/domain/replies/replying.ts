/**
 * Answers a question: all its topics, for the moment or span it names, from every treatment that is current. Mirrors
 * replying.py.
 */

import { isAskedFor, STRICTNESS, type Answer } from "../answers";
import { answerOf } from "../answers/model";
import { sureMoment } from "../bounds";
import { spansOf, type AskedTopic, type Question, type Span } from "../questions";
import { ancestors } from "../topics";
import { about, aboutNothing, ask, beforeIt, prescriptionOf, topicsOf, type Asked } from "./asking";
import { isAlarming, type Part, type Reply, type ReplyTo } from "./model";
import { asStated } from "./stating";
import { SKIN_STATES } from "../vocabulary";

/** The reply. `askedOf` are the current treatments in the order of the patient's list. */
export function reply(question: Question, askedOf: readonly [ReplyTo, ...ReplyTo[]], at: { readonly now: number; readonly timeZone: string }): Reply {
  const { now } = at;
  const [{ timeline }] = askedOf;
  const course = { treatedAt: Date.parse(timeline.treated_at), firstDay: timeline.day_one };
  const [likeliest, ...others] = spansOf(question, { ...at, course });
  const given = (span: Span): Reply => replyFor(question, askedOf, now, span);
  return others.map(given).reduce((strictest, each) => (isStricter(each.parts[0], strictest.parts[0]) ? each : strictest), given(likeliest));
}

function replyFor(question: Question, askedOf: readonly [ReplyTo, ...ReplyTo[]], now: number, span: Span): Reply {
  const [first, ...others] = askedOf;
  const partsOf = (to: ReplyTo): [Part, ...Part[]] => {
    const asked: Asked = { to: asStated(to, question, now), question, atPresent: now };
    const [topic, ...more] = topicsOf(asked, span[0]);
    return [part(topic, asked, span), ...more.map((each) => part(each, asked, span))];
  };
  const parts: [Part, ...Part[]] = [...partsOf(first), ...others.flatMap(partsOf)];
  const isDenied = parts.every(({ denied }) => denied);
  const shown = parts.filter((each) => !isCovered(each, parts) && each.denied === isDenied).sort(strictestFirst);
  return { question, now, from: span[0], until: span[1], parts: shown as [Part, ...Part[]] };
}

/** Whether it is a family on which the sheet is silent, beside a member on which it is not. */
function isCovered({ answer: { kind, topic }, askedOf }: Part, parts: readonly Part[]): boolean {
  if (kind !== "unsaid" || topic === null) return false;
  const members = parts.filter((each) => each.askedOf === askedOf && each.answer.topic !== topic && each.answer.kind !== "unsaid");
  return members.some(({ answer }) => answer.topic !== null && ancestors(askedOf.tree, answer.topic).includes(topic));
}

/** Sort what may be an emergency first, then the strictest; circumstances on which the sheet is silent last. */
export function strictestFirst(one: Part, other: Part): number {
  const alarming = Number(isAlarming(other)) - Number(isAlarming(one));
  return alarming || Number(isSilent(one)) - Number(isSilent(other)) || STRICTNESS[one.answer.kind] - STRICTNESS[other.answer.kind];
}

/** Whether the answer for one moment is stricter than that for another: a duty may end late but never early, so that it counts before silence. */
function isStricter(one: Part, other: Part): boolean {
  const alarming = Number(isAlarming(other)) - Number(isAlarming(one));
  return (alarming || Number(isSilent(one)) - Number(isSilent(other)) || strictness(one.answer) - strictness(other.answer)) < 0;
}

function strictness(answer: Answer): number {
  return isAskedFor(answer) ? STRICTNESS.unsaid - 0.5 : STRICTNESS[answer.kind];
}

function isSilent({ aside, answer: { kind } }: Part): boolean {
  return aside && kind === "unsaid";
}

function part(topic: AskedTopic | undefined, asked: Asked, [from, until]: Span): Part {
  const { to } = asked;
  const plain = {
    ...({ askedOf: to, understood: "", typo: false, aside: false, inside: [], prescription: "" } as const),
    ...{ unclear: false, denied: false, later: false, ended: null, before: null },
  };
  if (!topic) return { ...plain, answer: aboutNothing(asked, from) };
  if (topic.denied) return { ...plain, answer: answerOf("unsaid", topic.topic), understood: topic.understood, denied: true };
  let strictest = { answer: about(topic.topic, asked, from), at: from };
  const inside = strictest.answer.then.filter(({ at }) => at !== null && until !== null && at < until);
  for (const { at } of inside) {
    const changed = at !== null && { answer: about(topic.topic, asked, at), at };
    if (changed && strictness(changed.answer) < strictness(strictest.answer)) strictest = changed;
  }
  const answered = withLastEnd(dated(strictest.answer, strictest.at, to), strictest.at, asked);
  // words that were not understood may change everything, so nothing counts as expected
  const isUnclear = answered.kind === "expected" && topic.unclear;
  return {
    ...{ askedOf: to, understood: topic.understood, typo: topic.how === "typo", aside: topic.aside, inside, unclear: isUnclear, denied: false },
    answer: isUnclear ? answerOf("unsaid", topic.topic) : answered,
    prescription: prescriptionOf(answered, asked, strictest.at),
    later: from > asked.atPresent,
    ended: endedDuty(answered, strictest.at, to),
    before: beforeIt(answered, asked, strictest.at),
  };
}

/** The end of the duty that a sheet no longer asks for, if it says nothing more about the topic. */
function endedDuty({ kind, topic, except, others }: Answer, at: number, { timeline, tree, states }: ReplyTo): number | null {
  if (kind !== "unsaid" || topic === null || except.length || others.length) return null;
  const families = ancestors(tree, topic);
  const own = timeline.windows.filter(({ rule }) => rule.verb === "do" && rule.topics.some((each) => families.includes(each)));
  const ends = own.map(({ closes }) => sureMoment(closes, states)).filter((end) => end !== null && end <= at);
  return ends.length ? Math.max(...(ends as number[])) : null;
}

/** An answer that depends on the skin with the certain end, too: a calm skin alone does not end the wait. */
function withLastEnd(given: Answer, at: number, asked: Asked): Answer {
  const { kind, topic, dependsOn, rule } = given;
  const states = dependsOn.filter((gate) => SKIN_STATES.some((state) => state === gate));
  if ((kind !== "no" && kind !== "not-yet") || given.surelyAt !== null || topic === null || !states.length) return given;
  const from = Math.max(at, given.leastAt ?? at); // before it, no report about the skin counts
  const confirmed = { ...asked.to, states: { ...asked.to.states, ...Object.fromEntries(states.map((state) => [state, from])) } };
  const then = ask(topic, { ...asked, to: confirmed }, from);
  const waits = (then.kind === "no" || then.kind === "not-yet") && then.rule?.id === rule?.id;
  return waits && then.surelyAt !== null && then.surelyAt > at ? { ...given, surelyAt: then.surelyAt } : given;
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
