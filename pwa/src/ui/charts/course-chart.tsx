import { HOUR } from "../../domain/dates";
import { t } from "../../i18n";
import { duration } from "../../i18n/dates";
import type { Band } from "../../domain/course";
import type { Entry } from "../../domain/diary";
import type { Symptom } from "../../domain/vocabulary";
import { daysWide, linesOf, runsOf, ticksOf, type Calendar, type Line } from "./course-line";
import "./charts.css";

const WIDTH = 320;
const HEIGHT = 76;
const TOP = 8;
const FOOT = 68;
const STEP = (FOOT - TOP) / 4;
const SCORES = [4, 3, 2, 1, 0] as const;
/** The scores that are named beside a small row. */
const ENDS: readonly number[] = [4, 0];

const yOf = (score: number): number => FOOT - score * STEP;

interface CourseChartProps {
  readonly entries: readonly Entry[];
  /** The sheet's expected course. A symptom need not have a band. */
  readonly bands: readonly Band[];
  readonly timeline: Calendar;
  /** Hours since the treatment at which to mark the current time, if at all. */
  readonly nowHours?: number;
  /** Draws this symptom alone, and large. */
  readonly only?: Symptom | undefined;
  /** Draws the rows in columns where there is room, each with its own days. */
  readonly columns?: boolean;
}

/** One small chart per symptom, or one large: the logged scores over the course that the sheet expects. */
export function CourseChart({ entries, bands, timeline, nowHours, only, columns = false }: CourseChartProps) {
  const all = linesOf(entries, bands, timeline.treated_at);
  const lines = all.filter(({ symptom }) => only === undefined || symptom === only);
  const days = daysWide(all);
  return (
    <div class="course">
      <div class={columns ? "course__rows course__rows--columns" : "course__rows"}>
        {lines.map((line) => (
          <div key={line.symptom}>
            <Row line={line} days={days} nowHours={nowHours} large={only !== undefined} />
            {columns && <Days days={days} timeline={timeline} />}
          </div>
        ))}
      </div>
      {!columns && <Days days={days} timeline={timeline} />}
      <p class="course__axis" aria-hidden="true">{t("common.chart.axis")}</p>
      <Legend lines={lines} days={days} />
    </div>
  );
}

function callsWithin({ band }: Line, days: number): boolean {
  return band?.call_after_hours != null && band.call_after_hours <= days * 24;
}

interface RowProps {
  readonly line: Line;
  readonly days: number;
  readonly nowHours: number | undefined;
  readonly large: boolean;
}

function Row({ line, days, nowHours, large }: RowProps) {
  const x = (hours: number): number => Math.min(WIDTH, (hours / (days * 24)) * WIDTH);
  return (
    <figure class={large ? "course__row course__row--large" : "course__row"}>
      <figcaption>{t(`common.symptom.${line.symptom}`)}</figcaption>
      <Scale named={large ? SCORES : ENDS} />
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={ariaLabel(line)}>
        {line.band && <Expected band={line.band} x={x} />}
        {SCORES.filter((score) => large || score % 2 === 0).map((score) => (
          <line key={score} class="course__grid" x1="0" x2={WIDTH} y1={yOf(score)} y2={yOf(score)} />
        ))}
        {nowHours !== undefined && <line class="course__now" x1={x(nowHours)} x2={x(nowHours)} y1={TOP - 6} y2={FOOT} />}
        <Points line={line} x={x} />
      </svg>
    </figure>
  );
}

/** The names of scores, each at its height. */
function Scale({ named }: { named: readonly number[] }) {
  return (
    <div class="course__scale" aria-hidden="true">
      {SCORES.filter((score) => named.includes(score)).map((score) => (
        <span key={score} style={{ "--at": `${((yOf(score) / HEIGHT) * 100).toFixed(1)}%` }}>
          {t(`common.score.${score}`)}
        </span>
      ))}
    </div>
  );
}

/** The logged scores: a line through days in a row, and a dot for each. A dot is a line without length, which stays round when the chart is stretched. */
function Points({ line: { points }, x }: { line: Line; x: (hours: number) => number }) {
  const place = ({ hours, score }: Line["points"][number]): string => `${x(hours).toFixed(1)} ${yOf(score).toFixed(1)}`;
  return (
    <>
      {runsOf(points).map((run) => run.length > 1 && <path key={run[0]?.hours} class="course__line" d={`M${run.map(place).join("L")}`} />)}
      {points.map((point) => (
        <path key={point.hours} class="course__dot" d={`M${place(point)}h0`} />
      ))}
      {points.filter(({ late }) => late).map((point) => (
        <path key={point.hours} class="course__dot course__dot--hole" d={`M${place(point)}h0`} />
      ))}
    </>
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
      {band.onset_hours !== null && <rect class="course__band" {...box} x={from} width={Math.max(0, solid - from)} />}
      {band.onset_hours !== null && end > solid && (
        <rect class="course__band course__band--fading" {...box} x={solid} width={end - solid} />
      )}
      {band.call_after_hours !== null && (
        <line class="course__call" x1={x(band.call_after_hours)} x2={x(band.call_after_hours)} y1={TOP - 6} y2={FOOT} />
      )}
    </>
  );
}

function Days({ days, timeline }: { days: number; timeline: Calendar }) {
  return (
    <div class="course__days" aria-hidden="true">
      {ticksOf(timeline, days).map(({ day, hours }) => (
        <span key={day} style={{ "--at": `${Math.min(100, (hours / (days * 24)) * 100).toFixed(1)}%` }}>
          {day}
        </span>
      ))}
    </div>
  );
}

function Legend({ lines, days }: { lines: readonly Line[]; days: number }) {
  const banded = lines.some((line) => line.band);
  const calls = lines.some((line) => callsWithin(line, days));
  const late = lines.some(({ points }) => points.some((point) => point.late));
  return (
    <p class="course__legend">
      <span class="course__key course__key--own">{t("common.chart.own")}</span>
      {late && <span class="course__key course__key--late">{t("common.chart.late")}</span>}
      {banded && <span class="course__key course__key--band">{t("common.chart.band")}</span>}
      {calls && <span class="course__key course__key--call">{t("common.chart.call")}</span>}
    </p>
  );
}

/** More scores than these are counted, not listed. */
const LISTED = 20;

/** The row in words, for screen readers. */
function ariaLabel({ symptom, points, band }: Line): string {
  const scoreText = (score: number): string => t(`common.score.${score as 0 | 1 | 2 | 3 | 4}`);
  const scores = points.slice(-LISTED).map(({ hours, score }) => t("common.chart.point", { after: after(hours), score: scoreText(score) }));
  const more = points.length > LISTED ? [t("common.chart.more", { count: points.length - LISTED })] : [];
  const surely = band?.resolves_surely_hours;
  const expected = surely == null ? [] : [t("common.chart.resolves", { after: after(surely) })];
  return [t(`common.symptom.${symptom}`), ...more, ...scores, ...expected].join(". ");
}

/** "31 hours", and from the third day on "5 days". */
function after(hours: number): string {
  return duration(hours * HOUR);
}
