/** Weeks and months as pages of a calendar. Dates are `YYYY-MM-DD`; arithmetic is on UTC days, so no clock change matters. */

import { daysBetween, plusDays } from "./dates";

/** What one page of the calendar shows. */
export type PageKind = "week" | "month";

/** One page: whole weeks, each beginning on the first day of the week. Months repeat days of their neighbours, as null. */
export interface Page {
  /** The first date of the week or month. */
  readonly first: string;
  readonly last: string;
  /** Rows of seven; null for a day that belongs to another month. */
  readonly weeks: readonly (readonly (string | null)[])[];
}

/** The first day of the week of a date; `weekStart` is 1 for Monday to 7 for Sunday. */
function startOfWeek(date: string, weekStart: number): string {
  const weekday = new Date(date).getUTCDay();
  return plusDays(date, -((weekday - weekStart + 7) % 7));
}

/** The pages that cover all days from `from` to `until`, both included, oldest first. */
export function pagesOf(kind: PageKind, from: string, until: string, weekStart: number): readonly Page[] {
  return kind === "week" ? weeksOf(from, until, weekStart) : monthsOf(from, until, weekStart);
}

function weeksOf(from: string, until: string, weekStart: number): readonly Page[] {
  const first = startOfWeek(from, weekStart);
  const count = Math.floor(daysBetween(first, until) / 7) + 1;
  return Array.from({ length: count }, (_, week) => {
    const start = plusDays(first, week * 7);
    return { first: start, last: plusDays(start, 6), weeks: [daysFrom(start, 7)] };
  });
}

function monthsOf(from: string, until: string, weekStart: number): readonly Page[] {
  const pages: Page[] = [];
  for (let first = `${from.slice(0, 7)}-01`; first <= until; first = nextMonth(first)) {
    const last = plusDays(nextMonth(first), -1);
    const start = startOfWeek(first, weekStart);
    const rows = Math.ceil((daysBetween(start, last) + 1) / 7);
    const dates = daysFrom(start, rows * 7).map((date) => (first <= date && date <= last ? date : null));
    pages.push({ first, last, weeks: Array.from({ length: rows }, (_, row) => dates.slice(row * 7, row * 7 + 7)) });
  }
  return pages;
}

function nextMonth(first: string): string {
  const date = new Date(first);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)).toISOString().slice(0, 10);
}

function daysFrom(first: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, day) => plusDays(first, day));
}

/** The place of the page that shows a date; that of the last page if the date is later than all, 0 if it is earlier. */
export function pageWith(pages: readonly Page[], date: string): number {
  const place = pages.findLastIndex(({ first }) => first <= date);
  return Math.max(0, place);
}
