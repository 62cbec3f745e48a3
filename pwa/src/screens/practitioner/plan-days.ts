/** Arithmetic of a calendar. A day is `2026-12-18`, a month `2026-12`. */

import { plusDays } from "../../domain/dates";
import { firstDayOfWeek } from "../../i18n/dates";

/** The months from one day to another. */
export function monthsBetween(first: string, last: string): readonly string[] {
  const months: string[] = [];
  for (let month = first.slice(0, 7); month <= last.slice(0, 7); month = nextMonth(month)) months.push(month);
  return months;
}

function nextMonth(month: string): string {
  return plusDays(`${month}-28`, 4).slice(0, 7);
}

/** Where a key leads from a day, not beyond the calendar; null for another key. */
export function dayAfterKey(key: string, day: string, { first, last }: { first: string; last: string }): string | null {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -28, PageDown: 28 };
  const step = steps[key];
  if (step === undefined) return null;
  const next = plusDays(day, step);
  return next < first ? first : next > last ? last : next;
}

/** An instant on a day, for formatting it in UTC. */
export function noon(day: string): string {
  return `${day}T12:00:00Z`;
}

/** The seven days of the week that a day belongs to. */
export function weekOf(day: string): readonly string[] {
  const weekdayNumber = new Date(noon(day)).getUTCDay() || 7;
  const begin = plusDays(day, -((weekdayNumber - firstDayOfWeek() + 7) % 7));
  return [0, 1, 2, 3, 4, 5, 6].map((step) => plusDays(begin, step));
}

/** The weeks that a month is part of. */
export function weeksOf(month: string): readonly (readonly string[])[] {
  const weeks: (readonly string[])[] = [];
  for (let week = weekOf(`${month}-01`); (week[0] ?? "").slice(0, 7) <= month; week = weekOf(plusDays(week[6] ?? "", 1))) weeks.push(week);
  return weeks;
}
