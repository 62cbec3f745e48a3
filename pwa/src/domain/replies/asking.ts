/**
 * Asks one treatment about the topics of a question, or about what they stand for. Mirrors
 * server/domain/replies/asking.py.
 */

import { answer, isAskedFor, type Answer, type AnswerKind } from "../answers";
import { answerOf } from "../answers/model";
import { gateOf, leaves } from "../bounds";
import { isAboutTheSkin, LASTING_NOW, SEVERE_NOW, WORSE_NOW } from "../answers/symptoms";
import { HOUR } from "../dates";
import type { AskedTopic, Question } from "../questions";
import { UNREAD_INSTRUMENT } from "../questions/instruments";
import { PRESCRIBED, type TimelineRule } from "../timeline";
import { ancestors, labelOf, type TopicTree } from "../topics";
import type { Part, ReplyTo } from "./model";
import { areasOf, lastingHours } from "./stating";

const RESTRICTED: readonly AnswerKind[] = ["no", "only", "not-yet"];
const INTENSE: readonly string[] = [SEVERE_NOW, WORSE_NOW, LASTING_NOW];
const NOW = "now:";
const ACT = "act:";
const REACTION = "unexpected-reaction";

/** What comes before a duty that follows an act: cleansing before "put on hyaluronic acid after you cleanse". */
const FIRST: Readonly<Record<string, string>> = { "each cleanse": "cleansing" };

/** The families of instruments for acts of which they are no members. */
const TOOLS_OF: Readonly<Record<string, string>> = { cleansing: "cleansing-tool" };

/** One treatment as the question describes it. */
export interface Asked {
  readonly to: ReplyTo;
  readonly question: Question;
  readonly atPresent: number;
}

/** The topics to answer. One that is left out although the sheet asks for it comes before the others. */
export function topicsOf(asked: Asked, at: number): readonly AskedTopic[] {
  const { topics } = asked.question;
  const beside = [...besides(asked, at), ...felt(asked, at)];
  const named = topics.map((topic) => ({ ...topic, aside: topic.aside || beside.length > 0 }));
  const all = [...named, ...instruments(asked, at), ...beside];
  return all.length ? all : afterActs(asked);
}

/** What the sheet asks for after an act, where nothing else is asked about: "just got home, what now". */
function afterActs(asked: Asked): readonly AskedTopic[] {
  const { question: { conditions }, to: { timeline } } = asked;
  const acts = conditions.filter((each) => each.startsWith(ACT)).map((each) => each.slice(ACT.length));
  const begins = new Set(acts.flatMap((act) => [`on(${act})`, `after(${act})`]));
  const due = timeline.windows.filter(({ rule, opens }) => rule.verb === "do" && leaves(opens).some((leaf) => begins.has(gateOf(leaf) ?? "")));
  return [...new Set(due.flatMap(({ rule }) => rule.topics))].map((topic) => mentioned(topic, asked));
}

/**
 * The instruments that the sheet bans for what is asked about, if the question names an unknown one: "foundation with my
 * kabuki", while the sheet bans make-up brushes.
 */
function instruments(asked: Asked, at: number): readonly AskedTopic[] {
  const { question, to: { tree, timeline } } = asked;
  if (!question.conditions.includes(UNREAD_INSTRUMENT)) return [];
  const named = question.topics.map(({ topic }) => topic);
  const own = new Set(named.flatMap((topic) => ancestors(tree, topic)));
  const families = new Set([...own, ...[...own].flatMap((family) => TOOLS_OF[family] ?? [])]);
  const shown = named.flatMap((topic) => ask(topic, asked, at).except.map((each) => each.topic));
  const banned = timeline.windows.flatMap(({ rule }) => (rule.verb === "avoid" ? rule.topics : []));
  return [...new Set(banned)].filter((topic) => {
    const family = ancestors(tree, topic)[1] ?? "";
    const isBeside = tree.questions.tools.includes(topic) && ![...named, ...shown].includes(topic) && families.has(family);
    return isBeside && RESTRICTED.includes(ask(topic, asked, at).kind);
  }).map((topic) => mentioned(topic, asked));
}

/**
 * The duties among what is left out, and what is worn although the sheet bans it: "touch my face without washing my hands";
 * "in the sun with SPF 50", while sunscreen is a no.
 */
function besides(asked: Asked, at: number): readonly AskedTopic[] {
  const { question, to } = asked;
  const named = new Set(question.topics.map(({ topic }) => topic));
  const isSilent = [...named].every((topic) => ["unsaid", "over"].includes(ask(topic, asked, at).kind));
  const isBeside = (prefix: string, topic: string): boolean => {
    if ((prefix !== "with" && prefix !== "without") || named.has(topic) || !to.tree.parents.has(topic)) return false;
    const answered = ask(topic, asked, at);
    return prefix === "without" ? isAskedFor(answered) : isSilent && RESTRICTED.includes(answered.kind);
  };
  const topics = question.conditions.flatMap((each) => {
    const [prefix = "", topic = ""] = each.split(":");
    return isBeside(prefix, topic) ? [topic] : [];
  });
  return topics.map((topic) => mentioned(topic, asked));
}

/**
 * The symptoms that are only mentioned, but are more than the sheet describes: "my face is still burning, can I take
 * antihistamines" after three days.
 */
function felt(asked: Asked, at: number): readonly AskedTopic[] {
  const { to: { tree }, question } = asked;
  const { conditions: names, describing, sheds, picking } = tree.questions;
  const named = new Set(question.topics.map(({ topic }) => topic));
  const isIntense = INTENSE.some((each) => question.conditions.includes(each));
  const isMore = (topic: string): boolean => {
    const others = [topic, describing[topic] ?? "", topic in sheds ? picking : ""]; // "it is flaking, can I peel it off"
    if (!tree.parents.has(topic) || others.some((other) => named.has(other))) return false;
    const { kind, rule, surelyAt } = ask(topic, asked, at);
    const isCalled = rule?.topics.some((each) => ancestors(tree, topic).includes(each)) ?? false;
    return (kind === "longer" && (isIntense || (surelyAt !== null && surelyAt <= at))) || (kind === "tell" && (isCalled || isIntense));
  };
  const stated = question.conditions.filter((each) => each.startsWith(NOW)).map((each) => each.slice(NOW.length));
  const topics = stated.map((name) => Object.keys(names).find((topic) => names[topic] === name) ?? name);
  return topics.filter(isMore).map((topic) => mentioned(topic, asked));
}

function mentioned(topic: string, { to, question }: Asked): AskedTopic {
  return { topic, understood: labelOf(to.tree, topic, question.language), how: "phrase", aside: false, unclear: false, denied: false };
}

/** The answer about a topic; a symptom is taken to have lasted for as long as the question says. */
export function ask(topic: string, { to, question }: Asked, at: number): Answer {
  const { timeline, tree, states } = to;
  const lasting = lastingHours(question);
  const hasLasted = lasting > 0 && isAboutTheSkin(topic, tree);
  const now = hasLasted ? Math.max(at, Date.parse(timeline.treated_at) + lasting * HOUR) : at;
  return answer(timeline, tree, topic, { now, states, areas: areasOf(question) });
}

/** The answer about a topic or, if the sheet is silent on it, about what it stands for. */
export function about(topic: string, asked: Asked, at: number): Answer {
  const plain = ask(topic, asked, at);
  if (plain.kind === "yes" && plain.rule && isWithheld(topic, plain.rule, asked.to.tree)) {
    const member = { topic, kind: "yes", until: null, rule: plain.rule, with: [], prescribed: false } as const;
    return { ...plain, kind: "unsaid", others: [member], except: [], also: [], until: null };
  }
  const isOpen = plain.kind === "over" && asked.question.kind === "how" && topic === asked.to.tree.questions.applied;
  if (plain.kind !== "unsaid" && !isOpen) return (plain.rule?.mark === "pointer" ? planOf(topic, asked) : undefined) ?? plain;
  for (const other of instead(topic, asked, plain)) {
    const answered = ask(other, asked, at);
    if (answered.kind !== "unsaid" && answered.kind !== "over") return answered;
  }
  return isOpen ? plain : (planOf(topic, asked) ?? withRelated(plain, topic, asked, at));
}

/** Whether a rule permits a topic only as part of a wider family, which says too little about it. */
function isWithheld(topic: string, rule: TimelineRule, { questions: { withheld } }: TopicTree): boolean {
  return withheld.includes(topic) && !rule.topics.some((own) => withheld.includes(own));
}

/** A silent answer with what the sheet says about a related topic: for the sun, that it may hurt. */
function withRelated(plain: Answer, topic: string, asked: Asked, at: number): Answer {
  const related = asked.to.tree.questions.related[topic];
  if (related === undefined) return plain;
  const { kind, rule } = ask(related, asked, at);
  if (kind === "unsaid" || rule === null) return plain;
  return { ...plain, others: [...plain.others, { topic: related, kind, until: null, rule, with: [], prescribed: false }] };
}

/** What has to come before what is permitted, if it is restricted: cleansing before a serum. */
export function beforeIt({ kind, rule, topic }: Answer, asked: Asked, at: number): Answer | null {
  const first = kind === "yes" ? FIRST[rule?.every ?? ""] : undefined;
  if (first === undefined || topic === null || ancestors(asked.to.tree, topic).includes(first)) return null;
  const restricted = ask(first, asked, at);
  return restricted.kind === "no" || restricted.kind === "not-yet" ? restricted : null;
}

/** The answer to a question without a topic; mere worry counts as a reaction to report. */
export function aboutNothing(asked: Asked, at: number): Answer {
  const worry = asked.question.kind === "tell" ? ask(REACTION, asked, at) : undefined;
  return worry?.kind === "tell" ? worry : answerOf("unsaid", null);
}

/**
 * What a topic stands for: the wish to contact someone stands for any reaction, going out covered for the sun, touching
 * for the duties of every touch, and "how" for the members that the sheet asks for.
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

/** The number of sessions for the question of how many there are. */
function planOf(topic: string, { to: { timeline }, question }: Asked): Answer | undefined {
  const plan = timeline.windows.find(({ rule }) => rule.verb === "repeat" && rule.amount !== undefined);
  return plan && question.kind === "how" && topic === "treatment-plan" ? answerOf("yes", topic, { rule: plan.rule }) : undefined;
}

/** What a doctor's prescription has to do with an answer. */
export function prescriptionOf({ kind, topic, rule }: Answer, asked: Asked, at: number): Part["prescription"] {
  const { to } = asked;
  const { states, timeline } = to;
  if (kind === "yes") {
    const deciding = timeline.windows.filter((window) => window.rule.id === rule?.id);
    return deciding.some(({ needs }) => needs.includes(PRESCRIBED)) ? "as" : "";
  }
  const isNamed = timeline.windows.some(({ needs, unless }) => needs.includes(PRESCRIBED) || unless.includes(PRESCRIBED));
  if (!isNamed || PRESCRIBED in states || topic === null || !["no", "only", "not-yet"].includes(kind)) return "";
  const prescribed = { ...asked, to: { ...to, states: { ...states, [PRESCRIBED]: true } } };
  return ask(topic, prescribed, at).kind === "yes" ? "unless" : "";
}
