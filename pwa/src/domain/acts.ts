/** The acts that a patient can report with one tap, and what that leads to. */

import { certainty, leaves, NOT_REACHED, REACHED, type BoundLeaf, type States } from "./bounds";
import { endOfCourse, hasEnded } from "./course";
import type { Treatment } from "./diary";
import { actsOfDuty } from "./duties";
import { reportedMilestones } from "./milestones";
import { DONE } from "./reported-states";
import type { Milestone, Timeline, Window } from "./timeline";

/**
 * The acts that a rule of the sheet still waits for or is repeated with, in the order of the sheet; none after the course.
 * `before(…)` has no moment to report.
 */
export function actsToReport(timeline: Timeline, now: number, states: States): readonly string[] {
  const end = endOfCourse(timeline);
  if (end && hasEnded(end, now, states)) return [];
  return [...new Set(timeline.windows.flatMap((window) => actsAwaited(window, now, states)))];
}

function actsAwaited(window: Window, now: number, states: States): readonly string[] {
  const { opens, closes, rule } = window;
  const isOver = closes !== null && certainty(closes, now, states) === REACHED;
  const isDoneForGood = rule.every === "once" && states[DONE + rule.id] !== undefined;
  if (isOver || isDoneForGood) return [];
  const named = [...leaves(opens), ...leaves(closes)].flatMap((leaf) => actOf(leaf) ?? []).filter((act) => !states[act]);
  const hasBegun = opens === null || certainty(opens, now, states, true) !== NOT_REACHED;
  const repeated = rule.verb === "do" && rule.every?.startsWith("each ") && hasBegun ? actsOfDuty({ ...window, opens: null }) : [];
  return [...named, ...repeated.filter((act) => act !== "touch")];
}

function actOf(leaf: BoundLeaf): string | undefined {
  return actNamed(leaf.act ?? leaf.state ?? "");
}

/**
 * The act that a gate names: "wash" for `after(wash)`, `used-up(serum)` for itself; undefined for another state, and for
 * an act that has no moment to report.
 */
export function actNamed(gate: string): string | undefined {
  if (gate.startsWith("used-up(")) return gate;
  return /^(?:after|on|onset|while)\((.*)\)$/.exec(gate)?.[1];
}

/** What the report of an act leads to: the beginnings and ends to come that are counted from it, soonest first. */
export function broughtBy(act: string, { windows }: Timeline, now: number, states: States): readonly Milestone[] {
  const counted = windows.filter(({ opens, closes }) => [...leaves(opens), ...leaves(closes)].some((leaf) => actOf(leaf) === act));
  const coming = reportedMilestones(counted, states).filter(({ at }) => Date.parse(at) > now);
  return coming.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/**
 * The treatments that are current: the latest one, and earlier ones whose course has not ended. The latest comes first.
 */
export function currentTreatments(treatments: readonly Treatment[], now: number, statesIn: (treatment: Treatment) => States): readonly Treatment[] {
  const [latest, ...earlier] = [...treatments].sort((a, b) => Date.parse(b.treated_at) - Date.parse(a.treated_at));
  if (!latest) return [];
  const isRunning = (treatment: Treatment): boolean => {
    const end = endOfCourse(treatment.timeline);
    return end !== null && !hasEnded(end, now, statesIn(treatment));
  };
  return [latest, ...earlier.filter(isRunning)];
}
