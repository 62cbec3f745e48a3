/** What a reply is made of. Mirrors server/domain/replies/model.py. Moments are epoch milliseconds. */

import type { Answer, AnswerKind, Change } from "../answers";
import { isByCall, isOpen, type Finding } from "../assessment";
import { gateOf, leaves, type States } from "../bounds";
import type { Question } from "../questions";
import type { Timeline } from "../timeline";
import type { TopicTree } from "../topics";
import { isQuotedAlone, isQuotedBeside } from "./manner";

/** One treatment whose sheet is asked. `tree` knows the sheet's own topics, too. */
export interface ReplyTo {
  readonly timeline: Timeline;
  readonly tree: TopicTree;
  readonly states: States;
  /** Distinguishes treatments whose courses overlap; empty if there is only one. */
  readonly name: string;
  /** Of this treatment's diary. */
  readonly findings?: readonly Finding[];
}

/** The answer for one topic and one treatment. In a span it is the strictest, with the changes inside it. */
export interface Part {
  readonly answer: Answer;
  readonly askedOf: ReplyTo;
  /** The phrase of the tree; empty if no topic was understood. */
  readonly understood: string;
  readonly typo: boolean;
  /** Whether it is stated as a circumstance of what is asked about. */
  readonly aside: boolean;
  readonly inside: readonly Change[];
  /** Whether the answer rests on a doctor's prescription, or would be a yes with one. */
  readonly prescription: "" | "as" | "unless";
  /** About a symptom that the sheet expects, beside words that were not understood. */
  readonly unclear: boolean;
  /** About a symptom that the question says is absent. */
  readonly denied: boolean;
  /** Whether the answer is for a moment to come. */
  readonly later: boolean;
  /** The end of a duty, where the sheet says nothing more. */
  readonly ended: number | null;
  /** What has to come first, and is restricted: cleansing before a serum. */
  readonly before: Answer | null;
}

export interface Reply {
  readonly question: Question;
  readonly now: number;
  /** The moment that was asked about, or the beginning of the span. */
  readonly from: number;
  /** The end of the span; null: one moment. */
  readonly until: number | null;
  /** Strictest first, at least one. */
  readonly parts: readonly [Part, ...Part[]];
}

/** The kinds of answers that are shown with the open findings: they permit something or reassure the patient. */
const EASING: readonly AnswerKind[] = ["only", "expected", "over", "yes"];

/** The open findings that the sheet asks patients to report, for an answer that lets or makes them go ahead. */
export function findingsOf({ answer, askedOf }: Part): readonly Finding[] {
  return EASING.includes(answer.kind) ? (askedOf.findings ?? []).filter((each) => isOpen(each) && isByCall(each)) : [];
}

/** Whether it is a symptom that may be an emergency, whatever the sheet says. */
export function isAlarming({ answer, askedOf }: Part): boolean {
  return answer.topic !== null && askedOf.tree.questions.alarming.includes(answer.topic);
}

/** Whether it is a permission that began with a report about the skin: its sentence names that condition. */
export function isGated({ answer: { kind, rule }, askedOf: { timeline } }: Part): boolean {
  return kind === "yes" && timeline.windows.some((window) => window.rule.id === rule?.id && leaves(window.opens).some((leaf) => gateOf(leaf) !== null));
}

/** Whether Yes or No may stand before the statement: "may I", one topic, nothing unclear, no condition. */
export function verdictFirst({ question, parts }: Reply): boolean {
  const isPlain = question.kind === "may" && !question.negated && !question.statementOnly;
  const [part] = parts;
  const { answer, inside, typo, prescription, before } = part;
  const isQuoted = answer.kind === "yes" && (isQuotedAlone(answer) || isQuotedBeside(answer));
  const isEndless = answer.kind === "no" && answer.leastAt === null && answer.surelyAt === null;
  const isBare = !findingsOf(part).length && !isGated(part) && prescription !== "unless" && before === null && !isQuoted && !isEndless && !answer.with.length && !answer.dependsOn.length && !answer.except.length && !answer.numberMissing && !inside.length && !typo;
  return isPlain && parts.length === 1 && (answer.kind === "yes" || answer.kind === "no") && isBare;
}
