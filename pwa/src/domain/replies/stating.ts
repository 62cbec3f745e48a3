/**
 * What a question states about a treatment: acts, states, areas, and how long something has lasted. Mirrors stating.py.
 */

import { LASTING_NOW } from "../answers/symptoms";
import type { Question } from "../questions";
import { PRESCRIBED, type Timeline } from "../timeline";
import { SKIN_STATES, type SkinState } from "../vocabulary";
import type { ReplyTo } from "./model";

const LASTS = "lasts:";

/** Hours after which a symptom that is said to last counts as lasting unusually long. */
const LASTING_HOURS = 48;

const EYES: readonly string[] = ["eyes", "under-eye"];
const CONTRADICTS_CALM: readonly string[] = ["irritated", "open", "oozing", "sore", "irritation"];

/** For how many hours a symptom has lasted according to the question; 0 if it does not say. */
export function lastingHours({ conditions }: Question): number {
  const lengths = conditions.filter((each) => each.startsWith(LASTS)).map((each) => Number.parseInt(each.slice(LASTS.length), 10));
  return Math.max(0, ...lengths);
}

/** Whether a symptom has lasted long: the question states its length or asks about a late moment. */
function goesOn(question: Question): boolean {
  const { at } = question;
  const limit = at?.base === "since" ? LASTING_HOURS : at?.base === "course-day" ? LASTING_HOURS / 24 : Infinity;
  return (at?.amount ?? 0) > limit || lastingHours(question) > LASTING_HOURS;
}

/** The areas that the question names. The eyes and the skin under them count as one area. */
export function areasOf({ conditions }: Question): readonly string[] {
  const named = conditions.filter((condition) => condition.startsWith("area:")).map((condition) => condition.slice("area:".length));
  return named.some((area) => EYES.includes(area)) ? [...new Set([...named, ...EYES])] : named;
}

/** The treatment as the question describes it: acts that were just done, states, and where. */
export function asStated(to: ReplyTo, question: Question, now: number): ReplyTo {
  const { conditions } = question;
  // For a future moment, only states that are already confirmed count.
  const confirmed = Object.entries(to.states).map(([name, report]) => [name, report === true && !name.startsWith("now:") ? now : report] as const);
  const states: Record<string, boolean | number> = { ...Object.fromEntries(confirmed), ...Object.fromEntries(conditions.flatMap((condition) => stated(condition, now))) };
  const areas = areasOf(question);
  if (goesOn(question)) states[LASTING_NOW] = true;
  return { ...to, states, timeline: areas.length ? atAreas(to.timeline, areas) : to.timeline };
}

/** The reports that a condition makes. Only a denial or a symptom can make an answer stricter at once. */
function stated(condition: string, now: number): readonly (readonly [string, boolean | number])[] {
  const name = condition.slice(condition.indexOf(":") + 1);
  const isState = SKIN_STATES.includes(name as SkinState);
  if (condition.startsWith("act:")) return [[condition, now]];
  if (condition === "not:prescribed") return [[PRESCRIBED, false]];
  if (condition.startsWith("not:")) return isState ? [[name, false]] : [];
  if (!condition.startsWith("now:")) return [];
  if (isState) return [[name, now]];
  const denied = [["calm", false], ["healed", false]] as const;
  return [[condition, true], ...(CONTRADICTS_CALM.includes(name) ? denied : [])];
}

/** Leave out the rules for other areas. A rule without an area applies to all treated skin. */
function atAreas(timeline: Timeline, areas: readonly string[]): Timeline {
  return { ...timeline, windows: timeline.windows.filter(({ rule }) => rule.area === undefined || areas.includes(rule.area)) };
}
