import type { Band } from "../../domain/course";
import type { Entry } from "../../domain/diary";
import { t } from "../../i18n";
import { shortDay } from "../../i18n/dates";
import { dayNumber, linesOf, type Calendar, type Line } from "./course-line";
import "./charts.css";

interface CourseTableProps {
  readonly entries: readonly Entry[];
  readonly bands: readonly Band[];
  readonly timeline: Calendar;
}

/** What the chart shows as a table: a row per day, the strongest score of each symptom in words. */
export function CourseTable({ entries, bands, timeline }: CourseTableProps) {
  const lines = linesOf(entries, bands, timeline.treated_at).filter(({ points }) => points.length > 0);
  const dates = [...new Set(lines.flatMap(({ points }) => points.map(({ date }) => date)))].sort();
  return (
    <div class="course-table" role="region" aria-label={t("common.chart.table")} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("common.chart.day")}</th>
            {lines.map(({ symptom }) => (
              <th key={symptom} scope="col">{t(`common.symptom.${symptom}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {dates.map((date) => (
            <tr key={date}>
              <th scope="row">
                {dayNumber(date, timeline)} <span class="soft">{shortDay(Date.parse(date), "UTC")}</span>
              </th>
              {lines.map((line) => (
                <td key={line.symptom}>{strongestOn(line, date)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function strongestOn({ points }: Line, date: string): string {
  const scores = points.flatMap((point) => (point.date === date ? [point.score] : []));
  return scores.length ? t(`common.score.${Math.max(...scores) as 0 | 1 | 2 | 3 | 4}`) : "–";
}
