import { HOUR } from "../../domain/dates";
import { t } from "../../i18n";
import { duration } from "../../i18n/dates";
import type { Band } from "../../domain/course";
import type { Entry } from "../../domain/diary";
import { daysWide, linesOf, type Line } from "./course-line";
import "./charts.css";

const WIDTH = 320;
const HEIGHT = 76;
const TOP = 8;
const FOOT = 68;
const STEP = (FOOT - TOP) / 4;

interface CourseChartProps {
  readonly entries: readonly Entry[];
  /** The sheet's expected course. A symptom need not have a band. */
  readonly bands: readonly Band[];
  readonly treatedAt: string;
  /** Hours since the treatment at which to mark the current time, if at all. */
  readonly nowHours?: number;
}

/** One small chart per symptom: the logged scores over the course that the sheet expects. */
export function CourseChart({ entries, bands, treatedAt, nowHours }: CourseChartProps) {
  const lines = linesOf(entries, bands, treatedAt);
  const days = daysWide(lines);
  return (
    <div class="course">
      {lines.map((line) => (
        <Row key={line.symptom} line={line} days={days} nowHours={nowHours} />
      ))}
      <Days days={days} />
      <p class="course__axis" aria-hidden="true">{t("common.chart.axis")}</p>
      <Legend banded={lines.some((line) => line.band)} calls={lines.some((line) => callsWithin(line, days))} />
    </div>
  );
}

function callsWithin({ band }: Line, days: number): boolean {
  return band?.call_after_hours != null && band.call_after_hours <= days * 24;
}

function Row({ line, days, nowHours }: { line: Line; days: number; nowHours: number | undefined }) {
  const x = (hours: number): number => Math.min(WIDTH, (hours / (days * 24)) * WIDTH);
  const y = (score: number): number => FOOT - score * STEP;
  const places = line.points.map((point) => `${x(point.hours).toFixed(1)} ${y(point.score).toFixed(1)}`);
  return (
    <figure class="course__row">
      <figcaption>{t(`common.symptom.${line.symptom}`)}</figcaption>
      <svg viewBox={`-6 0 ${WIDTH + 12} ${HEIGHT}`} role="img" aria-label={ariaLabel(line)}>
        {line.band && <Expected band={line.band} x={x} />}
        {[0, 2, 4].map((score) => (
          <line key={score} class="course__grid" x1="0" x2={WIDTH} y1={y(score)} y2={y(score)} />
        ))}
        {nowHours !== undefined && <line class="course__now" x1={x(nowHours)} x2={x(nowHours)} y1={TOP - 6} y2={FOOT} />}
        {places.length > 1 && <path class="course__line" d={`M${places.join("L")}`} />}
        {line.points.map((point) => (
          <circle key={point.hours} class="course__dot" cx={x(point.hours)} cy={y(point.score)} r="4.5" />
        ))}
      </svg>
    </figure>
  );
}

/**
 * A solid band until the earliest possible end, a fading one from there until the latest end or the end of the course,
 * and a dashed line where the sheet says to call.
 */
function Expected({ band, x }: { band: Band; x: (hours: number) => number }) {
  const from = x(band.onset_hours ?? 0);
  const least = band.resolves_least_hours ?? band.resolves_surely_hours;
  const solid = least === null ? from : Math.max(from, x(least));
  const end = Math.max(solid, x(band.until_hours ?? 0));
  const box = { y: TOP - 4, height: FOOT - TOP + 4 };
  return (
    <>
      {band.onset_hours !== null && <rect class="course__band" {...box} x={from} width={Math.max(0, solid - from)} rx="4" />}
      {band.onset_hours !== null && end > solid && (
        <rect class="course__band course__band--fading" {...box} x={solid} width={end - solid} rx="4" />
      )}
      {band.call_after_hours !== null && (
        <line class="course__call" x1={x(band.call_after_hours)} x2={x(band.call_after_hours)} y1={TOP - 6} y2={FOOT} />
      )}
    </>
  );
}

function Days({ days }: { days: number }) {
  const step = Math.ceil(days / 7);
  const shown = Array.from({ length: days }, (_, index) => index).filter((index) => index % step === 0);
  return (
    <div class="course__days" aria-hidden="true">
      {shown.map((day) => (
        <span key={day} style={{ "--at": `${((day / days) * 100).toFixed(1)}%` }}>
          {day}
        </span>
      ))}
    </div>
  );
}

function Legend({ banded, calls }: { banded: boolean; calls: boolean }) {
  return (
    <p class="course__legend">
      <span class="course__key course__key--own">{t("common.chart.own")}</span>
      {banded && <span class="course__key course__key--band">{t("common.chart.band")}</span>}
      {calls && <span class="course__key course__key--call">{t("common.chart.call")}</span>}
    </p>
  );
}

/** The row in words, for screen readers. */
function ariaLabel({ symptom, points, band }: Line): string {
  const scores = points.map(({ hours, score }) => t("common.chart.point", { after: after(hours), score: t(`common.score.${score as 0 | 1 | 2 | 3 | 4}`) }));
  const surely = band?.resolves_surely_hours;
  const expected = surely == null ? [] : [t("common.chart.resolves", { after: after(surely) })];
  return [t(`common.symptom.${symptom}`), ...scores, ...expected].join(". ");
}

/** "31 hours", and from the third day on "5 days". */
function after(hours: number): string {
  return duration(hours * HOUR);
}
