/** Today while two clocks disagree or two versions of the sheet apply: what both allow, and what either forbids. */

import type { Today, TodayItem } from "./today";

type Items = readonly TodayItem[];

/**
 * Evaluate Today for each of the times and combine the lists: nothing is allowed, asked for or called normal unless it is
 * at every one of them; what is forbidden or worth telling at one of them is shown. Hour and day are those of the first
 * time. The next change is the next one after the last time, so that it still lies ahead at all of them.
 */
export function stricterToday(times: readonly number[], view: (now: number) => Today): Today {
  const ahead = view(Math.max(...times));
  const [first = ahead, ...others] = [...new Set(times)].map(view);
  const { nextChangeAt, nextMilestones } = ahead;
  return { ...others.reduce(stricter, first), nextChangeAt, nextMilestones };
}

function stricter(one: Today, other: Today): Today {
  return {
    ...one,
    do: inBoth(one.do, other.do),
    allowed: inBoth(one.allowed, other.allowed),
    expect: inBoth(one.expect, other.expect),
    leaveAlone: inEither(one.leaveAlone, other.leaveAlone),
    tell: inEither(one.tell, other.tell),
  };
}

/**
 * Today under a sheet and a safety correction of it, until the patient has accepted it: only what both allow and expect,
 * whatever either forbids or wants to be told, and the corrected duties unless the sheet as it was forbids their topics.
 */
export function todayOfBoth(current: Today, corrected: Today): Today {
  const forbidden = new Set(current.leaveAlone.flatMap(({ rule }) => rule.topics));
  const duties = corrected.do.filter(({ rule }) => !rule.topics.some((topic) => forbidden.has(topic)));
  const changes = [current.nextChangeAt, corrected.nextChangeAt].filter((at) => at !== null);
  const nextChangeAt = changes.length ? Math.min(...changes) : null;
  return { ...stricter(corrected, current), do: duties, nextChangeAt, nextMilestones: [] };
}

/**
 * Evaluate lists of restrictions, such as `waitingForSkin`, for each of the times; return the items of all, each once.
 */
export function listedAtAny(times: readonly number[], ...views: readonly ((now: number) => Items)[]): Items {
  return views.flatMap((view) => [...new Set(times)].map(view)).reduce(inEither, []);
}

/** The items of a list that are in the other one as well; certain only if they are in both. */
function inBoth(one: Items, other: Items): Items {
  return one.flatMap((item) => {
    const twin = other.find(({ rule }) => rule.id === item.rule.id);
    return twin ? [{ ...item, sure: item.sure && twin.sure }] : [];
  });
}

/** The items of two lists, each once and with its later end; certain if they are in either. */
function inEither(one: Items, other: Items): Items {
  const twinOf = (item: TodayItem, items: Items): TodayItem | undefined => items.find(({ rule }) => rule.id === item.rule.id);
  const shared = one.map((item) => {
    const twin = twinOf(item, other);
    return { ...(twin && endOf(twin) > endOf(item) ? twin : item), sure: item.sure || twin?.sure === true };
  });
  return [...shared, ...other.filter((item) => !twinOf(item, one))];
}

function endOf({ surelyUntil, until }: TodayItem): number {
  return surelyUntil ?? until ?? Infinity;
}
