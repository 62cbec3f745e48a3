/**
 * The moment or span that a question names. It is resolved later, against the present and the patient's time zone.
 * Mirrors server/domain/questions/moment.py.
 */

import { DAY, HOUR } from "../dates";
import { firstInstant, localDay, MINUTE, startOfDay } from "../local-time";

/**
 * `minutes` and `hours` from now; calendar `day`s from today; the next such `weekday`, today included (Monday is 0, and 7 a Monday after today);
 * calendar `week`s and `month`s from this one; hours `since` the treatment; the day of the course as the sheet counts; the
 * next such `part` of a day or time of day; the next such `date`, the amount being its month times 100 plus its day.
 */
export type Base = "now" | "minutes" | "hours" | "day" | "weekday" | "weekend" | "week" | "month" | "since" | "course-day" | "part" | "date";

export interface AskedMoment {
  readonly base: Base;
  readonly amount: number;
  /** A part of the day, or a time of day as HH:MM; empty for neither. */
  readonly part: string;
  /** A time of day before noon without am or pm: "at 4". */
  readonly eitherHalf: boolean;
  readonly reach: Reach;
}

/** All the time from now to the moment: without the moment itself ("before Friday"), or with it ("until Friday"). */
export type Reach = "" | "before" | "until";

/** What a moment that counts from the treatment needs: when it took place, and the sheet's number for its day (1 or 0). */
export interface Course {
  readonly treatedAt: number;
  readonly firstDay: number;
}

/** [from, until) in epoch milliseconds; `until` null: one moment. */
export type Span = readonly [from: number, until: number | null];

export interface Days {
  readonly first: number;
  readonly count: number;
}

/** The clock that a moment is resolved against. `bedtime`: minutes after midnight, the end of the evening. */
export interface Present {
  readonly now: number;
  readonly timeZone: string;
  readonly course?: Course;
  readonly bedtime?: number;
}

const BEDTIME = 22 * 60;

/** Parts of a day on the wall clock, [from, until) in minutes after midnight. The evening ends at the patient's bedtime. */
export const PARTS: Readonly<Record<string, readonly [number, number]>> = {
  morning: [6 * 60, 12 * 60],
  noon: [12 * 60, 14 * 60],
  afternoon: [12 * 60, 18 * 60],
  evening: [18 * 60, 22 * 60],
  night: [22 * 60, 6 * 60],
};

export function moment(base: Base, amount = 0, part = "", eitherHalf = false): AskedMoment {
  return { base, amount, part, eitherHalf, reach: "" };
}

/**
 * Resolve a moment, never before `now`: a span that has begun starts now; one that is over is now. Without a course, a
 * moment that counts from the treatment is now.
 */
export function spanOf(asked: AskedMoment, present: Present): Span {
  const { base, amount } = asked;
  const { now, timeZone, course } = present;
  if (asked.reach) {
    const [start, until] = spanOf({ ...asked, reach: "" }, present);
    const end = asked.reach === "before" ? start : (until ?? start);
    return [now, end > now ? end : null];
  }
  if (base === "now") return [now, null];
  if (base === "minutes" || base === "hours") return [now + amount * (base === "hours" ? HOUR : MINUTE), null];
  if (base === "since") return [course ? Math.max(now, course.treatedAt + amount * HOUR) : now, null];
  const today = localDay(now, timeZone);
  const days = daysOf(asked, today - (isBegun(asked, present, today) ? DAY : 0), present);
  const [start, end] = bounds(days, asked.part, present);
  const isOver = start === end ? end < now : end <= now;
  if (!isOver || (base !== "part" && base !== "weekday")) return fromNow(start, end, now);
  const next = { ...days, first: days.first + (base === "part" ? 1 : 7) * DAY };
  return fromNow(...bounds(next, asked.part, present), now);
}

/** Whether tonight is the night that has begun. */
function isBegun({ base, amount, part }: AskedMoment, { now, timeZone }: Present, today: number): boolean {
  const [, ends = 0] = PARTS["night"] ?? [];
  return base === "day" && amount === 0 && part === "night" && now < firstInstant(today + ends * MINUTE, timeZone);
}

function daysOf({ base, amount }: AskedMoment, today: number, { timeZone, course }: Present): Days {
  const weekday = (new Date(today).getUTCDay() + 6) % 7;
  const soonest = Math.floor(amount / 7);
  switch (base) {
    case "weekend":
      return { first: today + (5 - weekday) * DAY, count: 2 };
    case "week":
      return { first: today + (7 * amount - weekday) * DAY, count: 7 };
    case "month":
      return { first: month(today, amount), count: (month(today, amount + 1) - month(today, amount)) / DAY };
    case "weekday":
      return { first: today + (((amount - soonest - weekday + 7) % 7) + soonest) * DAY, count: 1 };
    case "date":
      return { first: dateFrom(today, Math.floor(amount / 100), amount % 100), count: 1 };
    case "course-day":
      return { first: course ? localDay(course.treatedAt, timeZone) + (amount - course.firstDay) * DAY : today, count: 1 };
    default:
      return { first: today + (base === "day" ? amount : 0) * DAY, count: 1 };
  }
}

/** The first day of the month that comes `months` after this one. */
function month(today: number, months: number): number {
  const day = new Date(today);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1);
}

/** The next such date from today; one that its month lacks is the last day of that month. Month 0 stands for any. */
function dateFrom(today: number, monthNumber: number, day: number): number {
  if (!monthNumber) return dateFrom(today, new Date(month(today, Number(day < new Date(today).getUTCDate()))).getUTCMonth() + 1, day);
  const year = new Date(today).getUTCFullYear();
  const inYear = (each: number): number => Math.min(Date.UTC(each, monthNumber - 1, day), Date.UTC(each, monthNumber, 0));
  return inYear(year) >= today ? inYear(year) : inYear(year + 1);
}

/** [start, end) of whole days, or of a part of the first day. A time of day has start = end. */
export function bounds({ first, count }: Days, part: string, { timeZone, bedtime = BEDTIME }: Present): readonly [number, number] {
  if (part === "") return [startOfDay(first, timeZone), startOfDay(first + count * DAY, timeZone)];
  const named = PARTS[part];
  if (!named) {
    const at = firstInstant(first + Date.parse(`1970-01-01T${part}Z`), timeZone);
    return [at, at];
  }
  const [begins, listed] = named;
  const ends = part === "evening" ? bedtime : listed;
  const last = begins < ends ? first : first + DAY;
  return [firstInstant(first + begins * MINUTE, timeZone), firstInstant(last + ends * MINUTE, timeZone)];
}

function fromNow(start: number, end: number, now: number): Span {
  if (end <= now || start === end) return [Math.max(start, now), null];
  return [Math.max(start, now), end];
}
