/**
 * The spans that a question may mean: where its moments can be read in several ways, the strictest answer counts. Mirrors
 * server/domain/questions/readings.py.
 */

import { DAY, HOUR } from "../dates";
import { firstInstant, localDay, MINUTE } from "../local-time";
import type { Question } from "./model";
import { bounds, moment, spanOf, type AskedMoment, type Course, type Present, type Span } from "./moment";

interface Clock extends Present {
  readonly course: Course;
}

/** Until then, "tonight" may be the night that has begun, and "tomorrow" the day that has. */
const SMALL_HOURS = 5 * HOUR;

const BEDTIME = 22 * HOUR;

/** A time of day that has passed by no more than this may still be meant. */
const JUST_PASSED = HOUR;

/**
 * Every span that the question may mean, the likeliest first; just now if it names none. A question of when something
 * may be done is also answered for now, so that the answer names the end of a ban.
 */
export function spansOf(question: Question, clock: Clock): readonly [Span, ...Span[]] {
  const now: Span = [clock.now, null];
  if (question.past) return [pastSpan(question.at, clock)];
  const spans = question.moments.flatMap((asked) => readings(asked, clock)).map((each) => spanOf(each, clock));
  const [first, ...others] = new Map(spans.map((span) => [span.join(), span])).values();
  if (!first) return [now];
  return question.kind === "when" ? [first, ...others, now] : [first, ...others];
}

/** A moment, and what else its words may mean at this hour. */
function readings(asked: AskedMoment, { now, timeZone }: Clock): readonly AskedMoment[] {
  const today = localDay(now, timeZone);
  const [smallHours, bedtime] = [firstInstant(today + SMALL_HOURS, timeZone), firstInstant(today + BEDTIME, timeZone)];
  const halves = asked.eitherHalf ? [asked, otherHalf(asked)] : [asked];
  const result = [...halves];
  // "before bed", at bedtime or later
  if (asked.base === "part" && asked.part === "evening" && !asked.reach && (now < smallHours || now >= bedtime)) result.unshift(moment("day", 0, "night"));
  if (halves.some((each) => hasJustPassed(each, now, timeZone))) result.push(moment("now"));
  if (asked.base === "day" && now < smallHours) {
    if (asked.amount === 1) result.push(...halves.map((each) => ({ ...each, amount: each.amount - 1 })));
    else if (asked.amount === 0 && asked.part === "evening") result.push({ ...asked, part: "night" });
  }
  return result;
}

function otherHalf(asked: AskedMoment): AskedMoment {
  const [hour = 0, minute = 0] = asked.part.split(":").map(Number);
  return { ...asked, part: `${hour + 12}:${String(minute).padStart(2, "0")}`, eitherHalf: false };
}

/** Whether it is a time of day of today that is at most an hour ago. */
function hasJustPassed({ base, amount, part }: AskedMoment, now: number, timeZone: string): boolean {
  const today = localDay(now, timeZone);
  const isToday = base === "part" || (base === "weekday" && amount === weekdayOf(today));
  if (!isToday || !part.includes(":")) return false;
  const passed = now - firstInstant(today + Date.parse(`1970-01-01T${part}Z`), timeZone);
  return passed >= 0 && passed <= JUST_PASSED;
}

function weekdayOf(day: number): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}

/** A span that is over, between the treatment and now; all of that time if no moment was named. */
function pastSpan(asked: AskedMoment | null, clock: Clock): Span {
  const { treatedAt } = clock.course;
  const [begins, ends] = asked ? boundsBefore(asked, clock) : [treatedAt, clock.now];
  const last = asked?.reach === "before" ? begins : ends;
  const [start, end] = [asked?.reach ? treatedAt : Math.max(begins, treatedAt), Math.min(last, clock.now)];
  return start < end ? [start, end] : [Math.min(start, clock.now), null];
}

function boundsBefore(asked: AskedMoment, clock: Clock): readonly [number, number] {
  const { now, timeZone, course } = clock;
  const at = momentBefore(asked, clock);
  if (at !== undefined) return [at, at];
  const first = firstDayBefore(asked, localDay(now, timeZone), clock);
  if (first === undefined) return [course.treatedAt, now];
  const count = { week: 7, weekend: 2 }[asked.base as string] ?? 1;
  const [start, end] = bounds({ first, count }, asked.part, clock);
  return start > now && asked.base === "part" ? bounds({ first: first - DAY, count }, asked.part, clock) : [start, end];
}

function momentBefore({ base, amount }: AskedMoment, { now, course }: Clock): number | undefined {
  if (base === "since") return course.treatedAt + amount * HOUR;
  return base === "minutes" || base === "hours" ? now + amount * (base === "hours" ? HOUR : MINUTE) : undefined;
}

/** The first day of what lies in the past: "on Tuesday" is then the last one, today included. */
function firstDayBefore({ base, amount }: AskedMoment, today: number, { course, timeZone }: Clock): number | undefined {
  const weekday = weekdayOf(today);
  switch (base) {
    case "day":
    case "part":
      return today + Math.min(amount, 0) * DAY;
    case "weekday":
      return today - ((weekday - amount + 14) % 7) * DAY;
    case "weekend":
      return today - ((weekday - 5 + 7) % 7) * DAY;
    case "week":
      return today + (7 * Math.min(amount, 0) - weekday) * DAY;
    case "course-day":
      return localDay(course.treatedAt, timeZone) + (amount - course.firstDay) * DAY;
    default:
      return undefined;
  }
}
