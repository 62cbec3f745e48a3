/** Answers a question: all its topics, for the moment or span it names, from every treatment that is current. Mirrors replying.py. */

import { answer, STRICTNESS, type Answer } from "../answers";
import { answerOf } from "../answers/model";
import type { States } from "../bounds";
import { spanOf, type AskedTopic, type Question, type Span } from "../questions";
import type { Timeline } from "../timeline";
import { SKIN_STATES, type SkinState } from "../vocabulary";
import type { Part, Reply, ReplyTo } from "./model";

const CONTRADICTS_CALM: readonly string[] = ["irritated", "open", "oozing", "sore", "irritation"];

/** The reply. `askedOf` are the current treatments in the order of the patient's list. */
export function reply(question: Question, askedOf: readonly [ReplyTo, ...ReplyTo[]], at: { readonly now: number; readonly timeZone: string }): Reply {
  const { now } = at;
  const [{ timeline }] = askedOf;
  const course = { treatedAt: Date.parse(timeline.treated_at), firstDay: timeline.day_one };
  const span: Span = question.at ? spanOf(question.at, { ...at, course }) : [now, null];
  const partsOf = (to: ReplyTo): [Part, ...Part[]] => {
    const stated = asStated(to, question, now);
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

function part(topic: AskedTopic | undefined, to: ReplyTo, [from, until]: Span): Part {
  if (!topic) return { answer: answerOf("unsaid", null), askedOf: to, understood: "", typo: false, inside: [] };
  let strictest = ask(topic.topic, to, from);
  const inside = strictest.then.filter(({ at }) => at !== null && until !== null && at < until);
  for (const { at, kind } of inside) {
    if (at !== null && STRICTNESS[kind] < STRICTNESS[strictest.kind]) strictest = ask(topic.topic, to, at);
  }
  return { answer: strictest, askedOf: to, understood: topic.understood, typo: topic.how === "typo", inside };
}

function ask(topic: string, { timeline, tree, states }: ReplyTo, now: number): Answer {
  return answer(timeline, tree, topic, { now, states });
}

/** The treatment as the question describes it: acts that were just done, states, and where. */
function asStated(to: ReplyTo, { conditions }: Question, now: number): ReplyTo {
  // For a moment to come only what is confirmed by now counts.
  const confirmed = Object.entries(to.states).map(([name, report]) => [name, report === true && !name.startsWith("now:") ? now : report] as const);
  const states: States = { ...Object.fromEntries(confirmed), ...Object.fromEntries(conditions.flatMap((condition) => stated(condition, now))) };
  const areas = conditions.filter((condition) => condition.startsWith("area:")).map((condition) => condition.slice("area:".length));
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
