/** Answers a question: all its topics, for the moment or span it names, from every treatment that is current. Mirrors replying.py. */

import { answer, STRICTNESS, type Answer } from "../answers";
import { answerOf } from "../answers/model";
import type { States } from "../bounds";
import { spanOf, type AskedTopic, type Question, type Span } from "../questions";
import type { Timeline } from "../timeline";
import { SKIN_STATES, type SkinState } from "../vocabulary";
import type { Part, Reply, ReplyTo } from "./model";

const EYES: readonly string[] = ["eyes", "under-eye"];
const CONTRADICTS_CALM: readonly string[] = ["irritated", "open", "oozing", "sore", "irritation"];

/** The reply. `askedOf` are the current treatments in the order of the patient's list. */
export function reply(question: Question, askedOf: readonly [ReplyTo, ...ReplyTo[]], at: { readonly now: number; readonly timeZone: string }): Reply {
  const { now } = at;
  const [{ timeline }] = askedOf;
  const course = { treatedAt: Date.parse(timeline.treated_at), firstDay: timeline.day_one };
  const span: Span = question.at ? spanOf(question.at, { ...at, course }) : [now, null];
  const partsOf = (to: ReplyTo): [Part, ...Part[]] => {
    const stated = { to: asStated(to, question, now), areas: areasOf(question) };
    const [first, ...others] = question.topics;
    return [part(first, stated, span), ...others.map((topic) => part(topic, stated, span))];
  };
  const [first, ...others] = askedOf;
  const parts: [Part, ...Part[]] = [...partsOf(first), ...others.flatMap(partsOf)];
  return { question, now, from: span[0], until: span[1], parts: parts.sort(strictestFirst) };
}

/** Sort the strictest part first. */
export function strictestFirst(one: Part, other: Part): number {
  return STRICTNESS[one.answer.kind] - STRICTNESS[other.answer.kind];
}

interface Stated {
  readonly to: ReplyTo;
  readonly areas: readonly string[];
}

function part(topic: AskedTopic | undefined, stated: Stated, [from, until]: Span): Part {
  const { to } = stated;
  if (!topic) return { answer: answerOf("unsaid", null), askedOf: to, understood: "", typo: false, inside: [] };
  let strictest = ask(topic.topic, stated, from);
  const inside = strictest.then.filter(({ at }) => at !== null && until !== null && at < until);
  for (const { at, kind } of inside) {
    if (at !== null && STRICTNESS[kind] < STRICTNESS[strictest.kind]) strictest = ask(topic.topic, stated, at);
  }
  return { answer: strictest, askedOf: to, understood: topic.understood, typo: topic.how === "typo", inside };
}

function ask(topic: string, { to: { timeline, tree, states }, areas }: Stated, now: number): Answer {
  return answer(timeline, tree, topic, { now, states, areas });
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
  const states: States = { ...Object.fromEntries(confirmed), ...Object.fromEntries(conditions.flatMap((condition) => stated(condition, now))) };
  const areas = areasOf(question);
  return { ...to, states, timeline: areas.length ? atAreas(to.timeline, areas) : to.timeline };
}

/** The reports that a condition makes. Only a denial or a symptom can make an answer stricter at once. */
function stated(condition: string, now: number): readonly (readonly [string, boolean | number])[] {
  const name = condition.slice(condition.indexOf(":") + 1);
  const isState = SKIN_STATES.includes(name as SkinState);
  if (condition.startsWith("act:")) return [[condition, now]];
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
