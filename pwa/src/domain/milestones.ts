/** The moments worth showing to a patient. */

import { speaksOfSymptom } from "./course";
import type { Milestone, Timeline } from "./timeline";

/** All milestones in order, without the ends of what the sheet merely describes ("a session takes 45 minutes"). */
export function shownMilestones(timeline: Timeline): readonly Milestone[] {
  return timeline.milestones.filter((stone) => stone.kind !== "settled" || speaksOfSymptom(stone.topics));
}

/** All of the next moment that has any. */
export function comingMilestones(timeline: Timeline, now: number): readonly Milestone[] {
  const coming = shownMilestones(timeline).filter((stone) => Date.parse(stone.at) > now);
  return coming.filter((stone) => stone.at === coming[0]?.at);
}
