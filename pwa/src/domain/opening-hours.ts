/** When a clinic is open. The server checks the same rules in server/domain/contact.py. */

import { DAY } from "./dates";
import { firstInstant, localDay, MINUTE } from "./local-time";

/** A time of the week at which the clinic is open. */
export interface OpeningSpan {
  /** 1 for Monday to 7 for Sunday. */
  readonly weekday: number;
  /** Wall-clock times of the clinic's time zone, such as 09:30. */
  readonly opens: string;
  readonly closes: string;
}

/** What a clinic says of when it can be reached. Without spans, it has not said when it is open. */
export interface ClinicHours {
  readonly time_zone: string;
  readonly opening: readonly OpeningSpan[];
  /** Within how many hours it answers. */
  readonly reply_hours: number;
}

/** The days of the week, from Monday. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Whether the clinic is open, and until when; else when it opens. In epoch milliseconds. */
export type Opening = { readonly isOpen: true; readonly until: number } | { readonly isOpen: false; readonly opensAt: number };

/** Whether the clinic is open at `now`; null if it has not said when it is. */
export function openingAt({ opening, time_zone }: ClinicHours, now: number): Opening | null {
  const spans = comingSpans(opening, time_zone, now);
  const first = spans[0];
  if (!first) return null;
  if (first.from > now) return { isOpen: false, opensAt: first.from };
  let until = first.to;
  for (const { from, to } of spans) if (from <= until) until = Math.max(until, to);
  return { isOpen: true, until };
}

/** The spans that have not ended, from today to the same day next week, in the order of time. */
function comingSpans(opening: readonly OpeningSpan[], timeZone: string, now: number) {
  const today = localDay(now, timeZone);
  const days = Array.from({ length: 8 }, (_, count) => today + count * DAY);
  const spans = days.flatMap((day) =>
    opening
      .filter(({ weekday }) => weekday === weekdayOf(day))
      .map(({ opens, closes }) => ({ from: instant(day, opens, timeZone), to: instant(day, closes, timeZone) })),
  );
  return spans.filter(({ from, to }) => to > now && to > from).sort((a, b) => a.from - b.from); // a jump of the clock may swallow a span
}

function weekdayOf(day: number): number {
  return new Date(day).getUTCDay() || 7;
}

function instant(day: number, time: string, timeZone: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return firstInstant(day + (hours * 60 + minutes) * MINUTE, timeZone);
}

/** What is wrong with a span: one of its times is missing, it does not end after it begins, or it begins before another one has ended. */
export type SpanFault = "missing" | "backwards" | "overlap";

/** The fault of each span that has one, by its place in the list. */
export function spanFaults(spans: readonly OpeningSpan[]): ReadonlyMap<number, SpanFault> {
  const faults = spans.map((span) => faultOf(span, spans));
  return new Map(faults.flatMap((fault, place) => (fault === null ? [] : [[place, fault] as const])));
}

function faultOf(span: OpeningSpan, spans: readonly OpeningSpan[]): SpanFault | null {
  const { weekday, opens, closes } = span;
  if (opens === "" || closes === "") return "missing";
  if (opens >= closes) return "backwards";
  const meets = spans.some((other) => other !== span && other.weekday === weekday && other.opens < closes && opens < other.closes);
  return meets ? "overlap" : null;
}

/** A day and the following ones that have the same spans. */
export interface SameDays {
  readonly first: number;
  readonly last: number;
  readonly spans: readonly OpeningSpan[];
}

/** The days on which the clinic is open, with neighbours that have the same hours together. */
export function sameDays(opening: readonly OpeningSpan[]): readonly SameDays[] {
  const days: SameDays[] = [];
  for (const weekday of WEEKDAYS) {
    const spans = opening.filter((span) => span.weekday === weekday);
    const before = days.at(-1);
    if (before?.last === weekday - 1 && timesOf(before.spans) === timesOf(spans)) days.splice(-1, 1, { ...before, last: weekday });
    else if (spans.length > 0) days.push({ first: weekday, last: weekday, spans });
  }
  return days;
}

function timesOf(spans: readonly OpeningSpan[]): string {
  return spans.map(({ opens, closes }) => `${opens} ${closes}`).join();
}

/** The spans of a new day: those of the last day before it that has some, else nine to five. */
export function usualSpans(opening: readonly OpeningSpan[], weekday: number): readonly OpeningSpan[] {
  const day = WEEKDAYS.findLast((each) => each < weekday && opening.some((span) => span.weekday === each));
  const like = opening.filter((span) => span.weekday === day);
  return like.length > 0 ? like.map((span) => ({ ...span, weekday })) : [{ weekday, opens: "09:00", closes: "17:00" }];
}
