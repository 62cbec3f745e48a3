/** The milestones that a patient is shown. */

import { leastMoment, leaves, sureMoment, timesOf, type States } from "./bounds";
import { speaksOfSymptom } from "./symptoms";
import type { Milestone, Timeline, Window } from "./timeline";

/**
 * All milestones in order, including those whose moment follows from a report in `states`, but without the ends of
 * things that the sheet merely describes ("a session takes 45 minutes").
 */
export function shownMilestones({ milestones, windows }: Timeline, states: States): readonly Milestone[] {
  const shown = milestones.filter(({ kind, topics }) => kind !== "resolved" || speaksOfSymptom(topics));
  return [...shown, ...reportedMilestones(windows, states)].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** All shown milestones of the next moment that has any. */
export function comingMilestones(timeline: Timeline, now: number, states: States): readonly Milestone[] {
  const coming = shownMilestones(timeline, states).filter((milestone) => Date.parse(milestone.at) > now);
  return coming.filter((milestone) => milestone.at === coming[0]?.at);
}

const VERBS: readonly string[] = ["avoid", "only", "allow", "do"];

/**
 * The moments of windows that are counted from an act or a state, once it is reported: a permission begins late and
 * ends early, anything else begins early and ends late. They say what begins and what ends but never "allowed", because
 * another rule may still forbid it.
 */
export function reportedMilestones(windows: readonly Window[], states: States): readonly Milestone[] {
  return windows.flatMap((window) =>
    (["opens", "closes"] as const).flatMap((end) => {
      const { rule, [end]: bound } = window;
      const counted = leaves(bound).filter(({ offset }) => offset);
      if (!VERBS.includes(rule.verb) || !counted.length || counted.some((leaf) => timesOf(leaf, states)[0] === null)) return [];
      const at = (end === "opens") === (rule.verb === "allow") ? sureMoment(bound, states) : leastMoment(bound, states);
      const kind = end === "opens" ? "begins" : "ends";
      return at === null ? [] : [{ at: new Date(at).toISOString(), kind, rule_id: rule.id, topics: rule.topics, gates: [] } as const];
    }),
  );
}
