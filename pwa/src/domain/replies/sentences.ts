/**
 * The sentences of a reply, as message keys with typed values; the screen renders them in the person's language. Mirrors
 * server/domain/replies/sentences.py.
 *
 * The statement is about doing the topic, never about the question as it was put: a question and its negation have the
 * same sentences. Only a plain "may I" about one topic may begin with Yes or No.
 */

import type { Answer } from "../answers";
import { localDate } from "../dates";
import { PRESCRIBED } from "../timeline";
import { ancestors } from "../topics";
import { isOpenAdvice, isQuotedAlone, isQuotedBeside } from "./manner";
import { exceptions, laterWith, silentFamily } from "./members";
import { findingsOf, isAlarming, isGated, verdictFirst, type Part, type Reply } from "./model";
import { quotedAs, sentence, type Sentence } from "./saying";
import { isOwn, verdict } from "./verdicts";

const SECOND = 1000;

export function sentences(reply: Reply): readonly Sentence[] {
  return [...opening(reply), ...reply.parts.flatMap((part) => partSentences(reply, part)), ...closing(reply)];
}

/** What stands before the parts: the words that were not understood, the moment, and Yes or No. */
export function opening(reply: Reply): readonly Sentence[] {
  const { unknown } = reply.question;
  return [
    ...(unknown.length ? [sentence("answer.unknown", { words: unknown.join(", ") })] : []),
    ...when(reply),
    ...(verdictFirst(reply) ? [sentence(`answer.lead.${reply.parts[0].answer.kind}`)] : []),
  ];
}

/** The moment or the days that the question asks about, unless that is now. */
function when({ question: { at }, from, until, now, parts: [{ askedOf }] }: Reply): readonly Sentence[] {
  if (at === null || (until === null && from === now)) return [];
  if (until === null) return [sentence("answer.for", { when: { moment: from } })];
  if (at.part !== "") return [sentence("answer.for-span", { from: { moment: from }, until: { moment: until } })];
  const zone = askedOf.timeline.time_zone;
  const isOneDay = localDate(from, zone) === localDate(until - SECOND, zone);
  return [isOneDay ? sentence("answer.for", { when: { day: from } }) : sentence("answer.for-span", { from: { day: from }, until: { day: until - SECOND } })];
}

/** What stands after the parts: that the sheet does not name what is prescribed. */
export function closing({ question, parts }: Reply): readonly Sentence[] {
  const isNamed = parts.some((part) => part.prescription !== "" || ["yes", "tell"].includes(part.answer.kind) || restrictsMedicine(part));
  return question.conditions.includes(PRESCRIBED) && !isNamed ? [sentence("answer.prescribed.ask")] : [];
}

function partSentences({ question }: Reply, part: Part): readonly Sentence[] {
  const { name } = part.askedOf;
  return [
    ...(part.typo ? [sentence("answer.typo", { understood: part.understood })] : []),
    ...(name ? [sentence("answer.treatment", { treatment: name })] : []),
    ...statement(part, question.kind === "how"),
  ];
}

/** What the sheet says: the headline first. */
export function statement(part: Part, asksHow = false): readonly Sentence[] {
  const { topic } = part.answer;
  if (topic === null) return [sentence("answer.not-understood"), ...quoted(part, asksHow)];
  return [
    ...carried(part),
    ...(isAlarming(part) ? [sentence("answer.emergency")] : []),
    ...ofSheet(part, topic),
    ...(restrictsMedicine(part) ? [sentence("answer.prescribed.keep")] : []),
    ...quoted(part, asksHow),
  ];
}

/** Whether it is a ban on a medicine: it must not make anyone stop what a doctor prescribed. */
function restrictsMedicine({ answer, askedOf, prescription }: Part): boolean {
  const isRestricted = ["no", "not-yet", "only"].includes(answer.kind) || answer.except.length > 0;
  return isRestricted && answer.topic !== null && ancestors(askedOf.tree, answer.topic).includes("medicine") && prescription === "" && !answer.dependsOn.includes(PRESCRIBED);
}

/** Quote the rule where its manner belongs to the answer, or where the question asks how. */
function quoted(part: Part, asksHow: boolean): readonly Sentence[] {
  const { answer, unclear, inside } = part;
  const later = inside.find((each) => each.kind === "yes" && each.rule)?.rule;
  const { kind, rule, also } = answer;
  const isQuoted = !unclear && (asksHow || isGated(part) || isQuotedBeside(answer)) && rule && !isStatement(part);
  return [
    ...(isQuoted ? [sentence("answer.says", { says: { says: later ?? rule } })] : []),
    ...(kind === "expected" && also.some(({ verb }) => verb === "call") ? [sentence("answer.expected.call")] : []),
  ];
}

/** Whether the statement already is the rule's own sentence. */
function isStatement({ answer, prescription }: Part): boolean {
  if (prescription === "as") return false;
  const isRepeated = answer.rule?.verb === "repeat" && answer.kind === "yes";
  return isRepeated || answer.kind === "unsaid" || isQuotedAlone(answer) || isOpenAdvice(answer);
}

/** The open findings, before anything that permits something or reassures the patient. */
function carried(part: Part): readonly Sentence[] {
  const form = part.answer.kind === "expected" ? "tell" : "ask";
  const about = new Set(findingsOf(part).map(({ symptom, sign }) => symptom ?? sign));
  return [...about].filter((each) => each !== null).map((noticed) => sentence(`answer.finding.${form}`, { what: { noticed } }));
}

function ofSheet(part: Part, topic: string): readonly Sentence[] {
  const { answer } = part;
  if (part.unclear) return [sentence("answer.unsaid.unclear", { topic: { topics: [topic] } })];
  if (part.denied) return [sentence("answer.unsaid.denied", { topic: { topics: [topic] } })];
  if (answer.kind === "unsaid" && (answer.except.length || answer.others.length)) return silentFamily(answer, topic);
  return [headline(part, topic), ...additions(part)];
}

function headline(part: Part, topic: string): Sentence {
  const { answer, prescription, askedOf, later, ended } = part;
  if (prescription === "as") return sentence("answer.yes.prescribed", { topic: { topics: [topic] } });
  if (isAlarming(part) && answer.kind === "unsaid") return sentence("answer.emergency.unsaid", { topic: { topics: [topic] } });
  if (ended !== null) return sentence("answer.unsaid.ended", { topic: { topics: [topic] }, until: { moment: ended } });
  if (answer.rule && (isQuotedAlone(answer) || isOpenAdvice(answer))) return quotedAs(topic, answer.rule);
  return verdict(answer, askedOf.tree, later);
}

/** What belongs to the headline: conditions, changes inside the span, members that differ. */
function additions({ answer, inside, prescription, before, askedOf: { tree } }: Part): readonly Sentence[] {
  const isClosed = answer.kind === "only" && answer.topic !== null && !isOwn(answer, tree) && staysClosed(answer);
  const dropped = answer.kind === "yes" ? answer.dropped : [];
  return [
    ...(prescription === "unless" && !answer.dependsOn.includes(PRESCRIBED) ? [sentence("answer.unless-prescribed")] : []),
    ...(isClosed ? [sentence("answer.only.still")] : []),
    ...dropped.map((condition) => verdict(condition, tree)),
    ...(before ? [verdict(before, tree)] : []),
    ...later(answer),
    ...inside.flatMap(({ at, kind }) => (at === null || kind === answer.kind ? [] : [sentence(`answer.inside.${kind}`, { at: { moment: at } })])),
    ...exceptions(answer),
  ];
}

/** The condition of a permission to come. */
function later({ kind, then }: Answer): readonly Sentence[] {
  const next = then.find((change) => change.with.length > 0);
  if ((kind !== "no" && kind !== "not-yet") || !next) return [];
  return next.kind === "only" ? [sentence("answer.later-named", { only: { topics: next.with } })] : laterWith(next.with);
}

/** Whether the topic stays closed after the next change: the end of an `only` must not look like a permission. */
function staysClosed({ then }: Answer): boolean {
  const [next] = then;
  return next?.kind === "no" || next?.kind === "not-yet";
}
