/** When a duty that the patient has done is due again. Mirrors server/domain/duties.py. */

import { leaves, type States } from "./bounds";
import { DAY } from "./dates";
import { firstInstant, localDay, MINUTE } from "./local-time";
import { DONE } from "./reported-states";
import type { Timeline, Window } from "./timeline";
import type { TodayItem } from "./today";

const DAYS: Readonly<Record<string, number>> = { week: 7, month: 30, year: 365 };
const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1_440, w: 10_080, mo: 43_200 };
const PARTS: Readonly<Record<string, number>> = { morning: 6, noon: 12, evening: 18, bedtime: 22 };
/** The hours of the wall clock between which "3/day" and more are spread evenly. */
const [WAKING, SLEEPING] = [6, 22];

/** When a duty was done, and when it is due again: null if not before an act is reported, or never. */
export interface Done {
  readonly at: number;
  readonly again: number | null;
}

/** What was reported about a duty, if the duty need not be done at `now`. */
export function doneNow(window: Window, now: number, states: States, timeZone: string): Done | undefined {
  const at = states[DONE + window.rule.id];
  if (typeof at !== "number") return undefined;
  const again = dueAgain(window, at, states, timeZone);
  return again === null || again > now ? { at, again } : undefined;
}

/** The duties of a list that are still to be done. */
export function stillToDo(items: readonly TodayItem[], { windows, time_zone }: Timeline, now: number, states: States): readonly TodayItem[] {
  const isDone = (id: string): boolean => windows.some((window) => window.rule.id === id && doneNow(window, now, states, time_zone));
  return items.filter(({ rule }) => !isDone(rule.id));
}

/**
 * When a duty that was done at `doneAt` is due again. One that the sheet repeats by the clock follows the clock alone.
 * Any other duty is due again with the next report of the act that starts it or goes with it, or on the next day if no
 * act starts it.
 */
export function dueAgain(window: Window, doneAt: number, states: States, timeZone: string): number | null {
  const { every = "" } = window.rule;
  if (every === "once") return null;
  if (["", "always", "as needed"].includes(every) || every.startsWith("each ")) {
    const reports = actsOfDuty(window).map((act) => Number(states[`act:${act}`] ?? 0));
    const repeated = reports.filter((at) => at > doneAt);
    if (repeated.length) return Math.min(...repeated);
  }
  if (!every && leaves(window.opens).some(({ act }) => /^(after|on|onset)\(/.test(act ?? ""))) return null;
  return nextTime(every, doneAt, timeZone);
}

/** The acts by which a duty begins, or with each of which it is repeated. */
export function actsOfDuty({ opens, rule: { every = "" } }: Window): readonly string[] {
  const opening = leaves(opens).flatMap(({ act }) => /\((.*)\)/.exec(act ?? "")?.[1] ?? []);
  return [...new Set([...opening, ...(every.startsWith("each ") ? [every.slice("each ".length)] : [])])];
}

function nextTime(every: string, doneAt: number, timeZone: string): number {
  const [, length, unit = ""] = /^every (?:>=)?(\d+)(?:-\d+)?(\w+)$/.exec(every) ?? [];
  if (length !== undefined) return doneAt + Number(length) * (MINUTES[unit] ?? 0) * MINUTE;
  const [, count = "1", period = "day"] = /^(?:>=)?(\d+)(?:-\d+)?\/(\w+)$/.exec(every) ?? [];
  const times = Number(count);
  if (period === "hour") return doneAt + Math.floor(60 / times) * MINUTE;
  const at = (days: number, hour: number): number => firstInstant(localDay(doneAt, timeZone) + days * DAY + hour * 60 * MINUTE, timeZone);
  if (period !== "day") return at(Math.max(1, Math.floor((DAYS[period] ?? 1) / times)), 0);
  const hours = hoursOfDay(every, times);
  return hours.map((hour) => at(0, hour)).find((moment) => moment > doneAt) ?? at(1, Math.min(...hours));
}

/**
 * The hours at which a duty is due: parts of the day, or evenly spread; "once a day" is at midnight.
 */
function hoursOfDay(every: string, times: number): readonly number[] {
  const parts = times === 2 ? ["morning", "evening"] : every.split("+");
  const named = parts.flatMap((part) => PARTS[part] ?? []);
  if (named.length === parts.length) return named.sort((a, b) => a - b);
  return Array.from({ length: times }, (_, place) => (times > 1 ? WAKING + Math.floor((place * (SLEEPING - WAKING)) / times) : 0));
}
