/** Where a treatment is in the course of its sheet. */

import type { States } from "./bounds";
import { endOfCourse, hasEnded } from "./course";
import type { Timeline } from "./timeline";

/** The progress that is shown until the course has ended: almost there is not there. */
const ALMOST = 0.96;

/**
 * The part of the sheet's course that has passed, from 0 to 1. It is 1 only once the course has ended, with the states that
 * the sheet joins to its end, and while no finding is open. Null if the sheet has no date.
 */
export function courseProgress(timeline: Timeline, now: number, states: States, hasFinding: boolean): number | null {
  const end = endOfCourse(timeline);
  if (end === null) return null;
  if (hasEnded(end, now, states) && !hasFinding) return 1;
  const start = Date.parse(timeline.treated_at);
  return Math.min(ALMOST, Math.max(0, (now - start) / Math.max(1, end.at - start)));
}

/** Whether the course of the sheet has ended: the treatment is between sessions. */
export function isBetweenTreatments(timeline: Timeline, now: number, states: States): boolean {
  const end = endOfCourse(timeline);
  return end !== null && hasEnded(end, now, states);
}
