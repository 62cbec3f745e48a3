/** The end of the course: the last dated bound of what a sheet asks, forbids, permits or expects of the skin. Mirrors server/domain/answers/course_end.py. */

import { latest, leaves } from "../bounds";
import { speaksOfSymptom } from "../course";
import type { Timeline, Window } from "../timeline";
import { SIGNS } from "../vocabulary";

const known = new WeakMap<Timeline, number>();

/**
 * The moment after which the treatment is between sessions; the treatment itself without any date. Sessions do not count,
 * and neither do results such as a glow or new collagen.
 */
export function endOfCourse(timeline: Timeline): number {
  const end = known.get(timeline) ?? latest(timeline.windows.flatMap(dated)) ?? Date.parse(timeline.treated_at);
  known.set(timeline, end);
  return end;
}

function dated(window: Window): readonly number[] {
  const { verb, topics } = window.rule;
  if (verb === "repeat" || (verb === "expect" && !isOfTheSkin(topics))) return [];
  return [...leaves(window.opens), ...leaves(window.closes)].flatMap((leaf) => {
    const moment = leaf.surely_at ?? leaf.least_at;
    return moment === null || leaf.kind === "unknown" || leaf.text.startsWith("S") ? [] : [Date.parse(moment)];
  });
}

function isOfTheSkin(topics: readonly string[]): boolean {
  return speaksOfSymptom(topics) || topics.some((topic) => (SIGNS as readonly string[]).includes(topic));
}
