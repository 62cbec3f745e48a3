/** The milestones that a patient is shown. */

import { speaksOfSymptom } from "./symptoms";
import type { Milestone, Timeline } from "./timeline";

/** All milestones in order, except the ends of what the sheet merely describes ("a session takes 45 minutes"). */
export function shownMilestones(timeline: Timeline): readonly Milestone[] {
  return timeline.milestones.filter((milestone) => milestone.kind !== "resolved" || speaksOfSymptom(milestone.topics));
}

/** All shown milestones of the next moment that has any. */
export function comingMilestones(timeline: Timeline, now: number): readonly Milestone[] {
  const coming = shownMilestones(timeline).filter((milestone) => Date.parse(milestone.at) > now);
  return coming.filter((milestone) => milestone.at === coming[0]?.at);
}
