import type { Band } from "../../domain/course";
import type { Entry } from "../../domain/diary";
import { DAY, daysBetween, hoursSince, localDate } from "../../domain/dates";
import { startOfDay } from "../../domain/local-time";
import type { Timeline } from "../../domain/timeline";
import { SYMPTOMS, type Symptom } from "../../domain/vocabulary";

/** One logged score. */
export interface Point {
  readonly hours: number;
  readonly score: number;
  /** Whether the entry was made up later. */
  readonly late: boolean;
  /** The local date of the entry. */
  readonly date: string;
}

/** What a chart needs of a timeline to count days. */
export type Calendar = Pick<Timeline, "treated_at" | "time_zone" | "day_one">;

/** The row of one symptom in the chart. */
export interface Line {
  readonly symptom: Symptom;
  readonly points: readonly Point[];
  readonly band: Band | undefined;
}

/** A line for every symptom with a logged score; without any, for every symptom that the sheet expects. */
export function linesOf(entries: readonly Entry[], bands: readonly Band[], treatedAt: string): readonly Line[] {
  const sorted = [...entries].sort((a, b) => Date.parse(a.occurred_at) - Date.parse(b.occurred_at));
  const lines = SYMPTOMS.map((symptom) => ({
    symptom,
    points: pointsOf(sorted, symptom, treatedAt),
    band: bands.find((band) => band.symptom === symptom),
  }));
  const reported = lines.filter((line) => line.points.length > 0);
  return reported.length ? reported : lines.filter((line) => line.band?.onset_hours !== null && line.band !== undefined);
}

function pointsOf(entries: readonly Entry[], symptom: Symptom, treatedAt: string): readonly Point[] {
  return entries.flatMap((entry) => {
    const score = entry.document.scores[symptom];
    return score === undefined ? [] : [{ hours: hoursSince(treatedAt, Date.parse(entry.occurred_at)), score, late: entry.document.back_dated, date: localDate(Date.parse(entry.occurred_at), entry.document.time_zone) }];
  });
}

/** The width of the chart in days: all logged scores and up to 14 days of what the sheet expects, at least four. */
export function daysWide(lines: readonly Line[]): number {
  const reported = lines.flatMap((line) => line.points.map((point) => point.hours));
  const expected = lines.flatMap(({ band }) => [band?.resolves_surely_hours ?? 0, band?.call_after_hours ?? 0]);
  const farthest = Math.max(Math.max(0, ...reported), Math.min(14 * 24, Math.max(0, ...expected)));
  return Math.max(4, Math.ceil((farthest + 6) / 24));
}

/** The points in runs: a day without a score ends one, so that no line is drawn over what nobody logged. */
export function runsOf(points: readonly Point[]): readonly (readonly Point[])[] {
  const runs: Point[][] = [];
  for (const point of points) {
    const last = runs.at(-1)?.at(-1);
    if (last && daysBetween(last.date, point.date) <= 1) runs.at(-1)?.push(point);
    else runs.push([point]);
  }
  return runs;
}

/** A day of the axis: its number in the sheet's counting, and the hours from the treatment to its noon, at least 0. */
export interface Tick {
  readonly day: number;
  readonly hours: number;
}

/** The days below a chart that is `days` wide, at most seven. */
export function ticksOf({ treated_at, time_zone, day_one }: Calendar, days: number): readonly Tick[] {
  const step = Math.ceil(days / 7);
  const first = Date.parse(localDate(Date.parse(treated_at), time_zone));
  return Array.from({ length: days }, (_, index) => index)
    .filter((index) => index % step === 0)
    .map((index) => {
      const noon = startOfDay(first + index * DAY, time_zone) + DAY / 2;
      return { day: index + day_one, hours: hoursSince(treated_at, noon) };
    });
}

/** The number of a date in the sheet's counting. */
export function dayNumber(date: string, { treated_at, time_zone, day_one }: Calendar): number {
  return daysBetween(localDate(Date.parse(treated_at), time_zone), date) + day_one;
}
