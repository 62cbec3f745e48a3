import type { Band } from "../../domain/course";
import type { Entry } from "../../domain/diary";
import { hoursSince } from "../../domain/dates";
import { SYMPTOMS, type Symptom } from "../../domain/vocabulary";

/** One logged score. */
export interface Point {
  readonly hours: number;
  readonly score: number;
}

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
    return score === undefined ? [] : [{ hours: hoursSince(treatedAt, Date.parse(entry.occurred_at)), score }];
  });
}

/** The width of the chart in days: all logged scores and up to 14 days of what the sheet expects, at least four. */
export function daysWide(lines: readonly Line[]): number {
  const reported = lines.flatMap((line) => line.points.map((point) => point.hours));
  const expected = lines.flatMap(({ band }) => [band?.resolves_surely_hours ?? 0, band?.call_after_hours ?? 0]);
  const farthest = Math.max(Math.max(0, ...reported), Math.min(14 * 24, Math.max(0, ...expected)));
  return Math.max(4, Math.ceil((farthest + 6) / 24));
}
