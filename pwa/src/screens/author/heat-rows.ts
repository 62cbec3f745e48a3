/** The answers to one question over a whole course: one cell for each span in which the answer is the same. */

import { answer, type Answer, type AnswerKind } from "../../domain/answers";
import type { Timeline, TimelineRule } from "../../domain/timeline";
import type { TopicTree } from "../../domain/topics";
import type { SheetIssue } from "../../state/authoring";
import { changesIn, lastHour } from "./course-hours";
import { momentOf, statesAt, type Reports } from "./phone/scene";

/** A span of the course between two changes of the sheet, in hours since the treatment. A column of the map. */
export interface Slot {
  readonly from: number;
  readonly until: number;
}

/**
 * The kind of an answer. A permission with a condition or an exception, and silence about all but some members of a
 * family, are kinds of their own.
 */
export type HeatKind = AnswerKind | "with" | "part";

export type OpenIssue = SheetIssue["kind"];

/** The same answer in `span` slots, beginning with slot `first`. */
export interface HeatCell {
  readonly first: number;
  readonly span: number;
  readonly kind: HeatKind;
  /** What is still open about the rules that decide here. */
  readonly open: readonly OpenIssue[];
}

/** What all rows are computed from. */
export interface Course {
  readonly timeline: Timeline;
  /** With the sheet's own topics. */
  readonly tree: TopicTree;
  readonly reports: Reports;
  readonly slots: readonly Slot[];
  /** The open issues by the rule that they are about. */
  readonly issues: ReadonlyMap<string, readonly OpenIssue[]>;
}

/** The maximum number of columns in the map. */
export const MAX_SLOTS = 60;

/** The columns: a sheet with more changes than there is room for loses those that are nearest to their predecessor. */
export function slotsOf(timeline: Timeline, reports: Reports): readonly Slot[] {
  const starts = [0, ...changesIn(timeline, reports)];
  const least = starts.length > MAX_SLOTS ? shortest(starts) : 0;
  const shown = starts.reduce<number[]>((starting, at) => (at - (starting.at(-1) ?? -Infinity) >= least ? [...starting, at] : starting), []);
  const last = lastHour(timeline);
  return shown.slice(0, MAX_SLOTS).map((from, at) => ({ from, until: shown[at + 1] ?? last }));
}

/** The length in hours that a slot must have, so that there are few enough. */
function shortest(starts: readonly number[]): number {
  const spans = starts.slice(1).map((at, before) => at - (starts[before] ?? 0));
  return [...spans].sort((a, b) => b - a)[MAX_SLOTS - 1] ?? 0;
}

/** The open issues by the rule that they are about. */
export function issuesByRule(issues: readonly SheetIssue[]): ReadonlyMap<string, readonly OpenIssue[]> {
  const byRule = new Map<string, readonly OpenIssue[]>();
  for (const { kind, rule_ids: ids, resolved } of issues) {
    if (!resolved) for (const id of ids) byRule.set(id, [...new Set([...(byRule.get(id) ?? []), kind])]);
  }
  return byRule;
}

/** The answer to "Can I …?" about a topic at an hour. */
export function answerAt(course: Omit<Course, "slots" | "issues">, topic: string, hour: number): Answer {
  const { timeline, tree, reports } = course;
  const at = { timeline, reports, hour };
  return answer(timeline, tree, topic, { now: momentOf(at), states: statesAt(at) });
}

/** A finished row, or null for a pause between two answers: one answer of a long sheet takes some milliseconds. */
export type HeatStep = readonly [topic: string, cells: readonly HeatCell[]] | null;

/** The rows of all topics, one answer at a time. */
export function* heatRows(course: Course, topics: readonly string[]): Generator<HeatStep, void> {
  for (const topic of topics) {
    const cells: HeatCell[] = [];
    for (const [first, { from }] of course.slots.entries()) {
      append(cells, course, { first, now: answerAt(course, topic, from) });
      yield null;
    }
    yield [topic, cells];
  }
}

function append(cells: HeatCell[], course: Course, { first, now }: { readonly first: number; readonly now: Answer }): void {
  const cell = { first, span: 1, kind: kindOf(now), open: openIssues(course, now) };
  const last = cells.at(-1);
  if (last?.kind === cell.kind && last.open.join() === cell.open.join()) cells[cells.length - 1] = { ...last, span: last.span + 1 };
  else cells.push(cell);
}

/**
 * How a cell looks. A stricter answer about a member of the family is never hidden: a sheet that forbids swimming is
 * not silent about exercise.
 */
export function kindOf({ kind, with: needed, except }: Answer): HeatKind {
  if ((kind === "unsaid" || kind === "over") && except.length > 0) return "part";
  return kind === "yes" && needed.length + except.length > 0 ? "with" : kind;
}

/** What is open about the rules that decide, and a number that is missing from the sheet. */
export function openIssues({ issues }: Pick<Course, "issues">, { rule, also, numberMissing }: Answer): readonly OpenIssue[] {
  const reported = [rule, ...also].flatMap((each) => issues.get(each?.id ?? "") ?? []);
  const missing: readonly OpenIssue[] = numberMissing ? ["number-missing"] : [];
  return [...new Set([...reported, ...missing])].sort();
}

/** The rule that decided, and those that belong to the answer. */
export function rulesOf({ rule, also, except }: Answer): readonly TimelineRule[] {
  const rules = [rule, ...also, ...except.map((member) => member.rule)].filter((each) => each !== null);
  return [...new Map(rules.map((each) => [each.id, each])).values()];
}
