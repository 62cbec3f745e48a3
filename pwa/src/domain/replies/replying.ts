/** Answers a question: all its topics, for the moment or span it names, from every treatment that is current. Mirrors replying.py. */

import { answer, isAskedFor, STRICTNESS, type Answer } from "../answers";
import { answerOf } from "../answers/model";
import { sureMoment } from "../bounds";
import { isAboutTheSkin, LASTING_NOW } from "../answers/symptoms";
import { spanOf, type AskedTopic, type Question, type Span } from "../questions";
import { PRESCRIBED, type Timeline } from "../timeline";
import { ancestors, labelOf, type TopicTree } from "../topics";
import { SKIN_STATES, type SkinState } from "../vocabulary";
import type { Part, Reply, ReplyTo } from "./model";

const HOUR = 3_600_000;
const LASTS = "lasts:";
const WITHOUT = "without:";

/** Hours after which something that is told to last counts as going on and on. */
const LASTING_HOURS = 48;

const REACTION = "unexpected-reaction";
const EYES: readonly string[] = ["eyes", "under-eye"];
const CONTRADICTS_CALM: readonly string[] = ["irritated", "open", "oozing", "sore", "irritation"];

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

/** Sort the strictest part first, and circumstances on which the sheet is silent last. */
export function strictestFirst(one: Part, other: Part): number {
  return Number(isSilent(one)) - Number(isSilent(other)) || STRICTNESS[one.answer.kind] - STRICTNESS[other.answer.kind];
}

function isSilent({ aside, answer: { kind } }: Part): boolean {
  return aside && kind === "unsaid";
}

/** One treatment as the question describes it. */
interface Asked {
  readonly to: ReplyTo;
  readonly question: Question;
}

/** The topics to answer. One that is left out although the sheet asks for it comes before the others. */
function topicsOf(asked: Asked, at: number): readonly AskedTopic[] {
  const { topics } = asked.question;
  const duties = leftOut(asked, at);
  return [...topics.map((topic) => ({ ...topic, aside: topic.aside || duties.length > 0 })), ...duties];
}

/** The duties among what is left out: "touch my face without washing my hands". */
function leftOut(asked: Asked, at: number): readonly AskedTopic[] {
  const { question, to } = asked;
  const named = new Set(question.topics.map(({ topic }) => topic));
  const without = question.conditions.filter((each) => each.startsWith(WITHOUT)).map((each) => each.slice(WITHOUT.length));
  const duties = without.filter((topic) => !named.has(topic) && to.tree.parents.has(topic) && isAskedFor(ask(topic, asked, at)));
  return duties.map((topic) => ({ topic, understood: labelOf(to.tree, topic, question.language), how: "phrase", aside: false, unclear: false }));
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
  // what was not read may make all the difference: nothing is expected then
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
  // what still restricts the topic is not time
  if ((kind === "no" || kind === "not-yet") && surelyAt !== null && surelyAt <= at) return { ...given, leastAt: null, surelyAt: null };
  if (!isAskedFor(given)) return given;
  const closes = timeline.windows.filter((window) => window.rule.id === rule?.id).map((window) => sureMoment(window.closes, states));
  const ends = [...closes, until].filter((end) => end !== null);
  return { ...given, until: ends.length ? Math.min(...ends) : null };
}

/** The answer for a topic; what has lasted longer than the treatment is past counts as long as told. */
function ask(topic: string, { to, question }: Asked, at: number): Answer {
  const { timeline, tree, states } = to;
  const lasting = lastingHours(question);
  const hasLasted = lasting > 0 && isAboutTheSkin(topic, tree);
  const now = hasLasted ? Math.max(at, Date.parse(timeline.treated_at) + lasting * HOUR) : at;
  return answer(timeline, tree, topic, { now, states, areas: areasOf(question) });
}

/** The answer for a topic, or for what it stands for if the sheet is silent on it. */
function about(topic: string, asked: Asked, at: number): Answer {
  const plain = ask(topic, asked, at);
  if (plain.kind !== "unsaid") return plain;
  for (const other of instead(topic, asked, plain)) {
    const answered = ask(other, asked, at);
    if (answered.kind !== "unsaid" && answered.kind !== "over") return answered;
  }
  return planOf(topic, asked) ?? plain;
}

/** The answer to a question without a topic; mere worry is a reaction that the sheet may ask to be told. */
function aboutNothing(asked: Asked, at: number): Answer {
  const worry = asked.question.kind === "tell" ? ask(REACTION, asked, at) : undefined;
  return worry?.kind === "tell" ? worry : answerOf("unsaid", null);
}

/**
 * What a topic stands for: any reaction for the wish to contact someone, the sun for going out covered, for touching what
 * is asked for then, and for "how" the members that the sheet asks for.
 */
function instead(topic: string, { to: { tree, timeline }, question: { kind, conditions } }: Asked, plain: Answer): readonly string[] {
  const duties = timeline.windows.filter(({ rule }) => rule.verb === "do").map(({ rule }) => rule);
  const touching = topic === "touching" && !plain.except.length ? duties.filter(({ every }) => every === "each touch") : [];
  const members = duties.flatMap(({ topics }) => topics).filter((each) => ancestors(tree, each).slice(1).includes(topic));
  return [
    ...(topic === tree.questions.contact ? [REACTION] : []),
    ...(topic === "outdoors" && conditions.some((each) => isCovering(each, tree)) ? ["sun"] : []),
    ...touching.flatMap(({ topics }) => topics),
    ...(kind === "how" ? members : []),
  ];
}

/** Whether a condition states a covering: "with:hat", "without:sunscreen". */
function isCovering(condition: string, tree: TopicTree): boolean {
  const [prefix = "", topic = ""] = condition.split(":");
  return (prefix === "with" || prefix === "without") && tree.parents.has(topic) && ancestors(tree, topic).includes("sun-protection");
}

/** The number of sessions for the question how many there are. */
function planOf(topic: string, { to: { timeline }, question }: Asked): Answer | undefined {
  const plan = timeline.windows.find(({ rule }) => rule.verb === "repeat" && rule.amount !== undefined);
  return plan && question.kind === "how" && topic === "treatment-plan" ? answerOf("yes", topic, { rule: plan.rule }) : undefined;
}

/** What a doctor's prescription has to do with an answer. */
function prescriptionOf({ kind, topic, rule }: Answer, { to, question }: Asked, at: number): Part["prescription"] {
  const { states, timeline } = to;
  if (kind === "yes") {
    const deciding = timeline.windows.filter((window) => window.rule.id === rule?.id);
    return deciding.some(({ needs }) => needs.includes(PRESCRIBED)) ? "as" : "";
  }
  if (PRESCRIBED in states || topic === null || !["no", "only", "not-yet"].includes(kind)) return "";
  const prescribed = { to: { ...to, states: { ...states, [PRESCRIBED]: true } }, question };
  return ask(topic, prescribed, at).kind === "yes" ? "unless" : "";
}

/** The hours that the question says a symptom has lasted, 0 if it does not. */
function lastingHours({ conditions }: Question): number {
  const lengths = conditions.filter((each) => each.startsWith(LASTS)).map((each) => Number.parseInt(each.slice(LASTS.length), 10));
  return Math.max(0, ...lengths);
}

/** Whether a symptom has lasted for long: told as a length, or asked about for a late moment. */
function goesOn(question: Question): boolean {
  const { at } = question;
  const limit = at?.base === "since" ? LASTING_HOURS : at?.base === "course-day" ? LASTING_HOURS / 24 : Infinity;
  return (at?.amount ?? 0) > limit || lastingHours(question) > LASTING_HOURS;
}

/** The areas that the question names. The eyes and the skin under them are one. */
function areasOf({ conditions }: Question): readonly string[] {
  const named = conditions.filter((condition) => condition.startsWith("area:")).map((condition) => condition.slice("area:".length));
  return named.some((area) => EYES.includes(area)) ? [...new Set([...named, ...EYES])] : named;
}

/** The treatment as the question describes it: acts that were just done, states, and where. */
function asStated(to: ReplyTo, question: Question, now: number): ReplyTo {
  const { conditions } = question;
  // For a moment to come only what is confirmed by now counts.
  const confirmed = Object.entries(to.states).map(([name, report]) => [name, report === true && !name.startsWith("now:") ? now : report] as const);
  const states: Record<string, boolean | number> = { ...Object.fromEntries(confirmed), ...Object.fromEntries(conditions.flatMap((condition) => stated(condition, now))) };
  const areas = areasOf(question);
  if (goesOn(question)) states[LASTING_NOW] = true;
  return { ...to, states, timeline: areas.length ? atAreas(to.timeline, areas) : to.timeline };
}

/** The reports that a condition makes. Only a denial or a symptom can make an answer stricter at once. */
function stated(condition: string, now: number): readonly (readonly [string, boolean | number])[] {
  const name = condition.slice(condition.indexOf(":") + 1);
  const isState = SKIN_STATES.includes(name as SkinState);
  if (condition.startsWith("act:")) return [[condition, now]];
  if (condition === "not:prescribed") return [[PRESCRIBED, false]];
  if (condition.startsWith("not:")) return isState ? [[name, false]] : [];
  if (!condition.startsWith("now:")) return [];
  if (isState) return [[name, now]];
  const denied = [["calm", false], ["healed", false]] as const;
  return [[condition, true], ...(CONTRADICTS_CALM.includes(name) ? denied : [])];
}

/** Leave out the rules for other areas. A rule without an area is about the treated skin, wherever it is. */
function atAreas(timeline: Timeline, areas: readonly string[]): Timeline {
  return { ...timeline, windows: timeline.windows.filter(({ rule }) => rule.area === undefined || areas.includes(rule.area)) };
}
