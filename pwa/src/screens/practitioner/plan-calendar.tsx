import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n";
import { monthAndYear, shortWeekday, weekday } from "../../i18n/dates";
import type { CalendarDay, DayVerdict } from "../../state/clinic";
import { Button, Icon } from "../../ui";
import { dayAfterKey, monthsBetween, noon, weekOf, weeksOf } from "./plan-days";
import { dayLabel, VERDICT_ICONS } from "./plan-words";

interface PlanCalendarProps {
  readonly days: readonly CalendarDay[];
  /** The day that is chosen; empty for none. */
  readonly chosen: string;
  readonly planned: string | null;
  /** The day that is shown first if none is chosen. */
  readonly start: string;
  readonly onChoose: (day: string) => void;
}

/** One month, or two where there is room. The arrow keys move by day and week, "page up" and "page down" by month. */
export function PlanCalendar({ days, chosen, planned, start, onChoose }: PlanCalendarProps) {
  const [first, last] = [days[0]?.day ?? "", days.at(-1)?.day ?? ""];
  const months = monthsBetween(first, last);
  const count = useWide() ? 2 : 1;
  const { cursor, from, move, turn, box } = useCursor(months, { first, last }, chosen === "" ? start : chosen, count);
  const shown = months.slice(from, from + count);
  return (
    <div class="plan-calendar stack-s" ref={box}>
      <div class="plan-calendar__turn">
        <Button kind="plain" icon="back" disabled={from === 0} onClick={() => turn(-1)}>{t("practitioner.plan.earlier")}</Button>
        <Button kind="plain" icon="next" disabled={from + count >= months.length} onClick={() => turn(1)}>{t("practitioner.plan.later")}</Button>
      </div>
      <div class="plan-calendar__months" onKeyDown={(event) => move(event)}>
        {shown.map((month) => <Month key={month} month={month} {...{ days, chosen, planned, cursor, onChoose }} />)}
      </div>
      <Legend verdicts={new Set(days.filter(({ day }) => shown.includes(day.slice(0, 7))).map(({ verdict }) => verdict))} />
    </div>
  );
}

const WIDE = "(min-width: 48rem)";

/** Whether two months fit side by side. */
function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const update = () => setWide(query.matches);
    query.addEventListener("change", update);
    return () => query.removeEventListener("change", update);
  }, []);
  return wide;
}

/** The one day that the tab key reaches, and the first month that is shown; both follow the arrow keys. */
function useCursor(months: readonly string[], ends: { first: string; last: string }, start: string, count: number) {
  const [cursor, setCursor] = useState(start < ends.first || start > ends.last ? ends.first : start);
  const [from, setFrom] = useState(() => Math.max(0, Math.min(months.indexOf(cursor.slice(0, 7)), months.length - count)));
  const box = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  useLayoutEffect(() => {
    if (moved.current) box.current?.querySelector<HTMLElement>(`[data-day="${cursor}"]`)?.focus();
    moved.current = false;
  }, [cursor, from]);
  const show = (day: string) => {
    const place = months.indexOf(day.slice(0, 7));
    setFrom((old) => (place < old ? place : place >= old + count ? place - count + 1 : old));
  };
  const move = (event: KeyboardEvent) => {
    const next = dayAfterKey(event.key, (event.target as HTMLElement).dataset["day"] ?? cursor, ends);
    if (next === null) return;
    event.preventDefault();
    moved.current = true;
    setCursor(next);
    show(next);
  };
  const turn = (by: number) => {
    const place = Math.max(0, Math.min(from + by, months.length - count));
    setFrom(place);
    const firstShown = `${months[place] ?? ""}-01`;
    setCursor(firstShown < ends.first ? ends.first : firstShown);
  };
  return { cursor, from, move, turn, box };
}

interface MonthProps extends Pick<PlanCalendarProps, "days" | "chosen" | "planned" | "onChoose"> {
  readonly month: string;
  readonly cursor: string;
}

function Month({ month, days, ...rest }: MonthProps) {
  const byDay = new Map(days.map((each) => [each.day, each]));
  const name = monthAndYear(`${month}-15T12:00:00Z`, "UTC");
  return (
    <table class="plan-month">
      <caption>{name}</caption>
      <thead>
        <tr>{weekOf(`${month}-01`).map((day) => <th key={day} scope="col" abbr={weekday(noon(day), "UTC")}>{shortWeekday(noon(day), "UTC")}</th>)}</tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week[0]}>{week.map((day) => <td key={day}>{day.startsWith(month) && <Day of={byDay.get(day)} day={day} {...rest} />}</td>)}</tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayProps extends Pick<MonthProps, "chosen" | "planned" | "cursor" | "onChoose"> {
  readonly of: CalendarDay | undefined;
  readonly day: string;
}

/** A day that can be chosen, whatever is against it; one outside the calendar is only a number. */
function Day({ of, day, chosen, planned, cursor, onChoose }: DayProps) {
  const number = Number(day.slice(8));
  if (!of) return <span class="plan-day plan-day--past">{number}</span>;
  const classes = `plan-day plan-day--${of.verdict}${day === planned ? " plan-day--planned" : ""}`;
  return (
    <button type="button" class={classes} data-day={day} tabIndex={day === cursor ? 0 : -1} aria-pressed={day === chosen} aria-label={dayLabel(of, planned)} onClick={() => onChoose(day)}>
      {number}
      <Icon name={day === planned ? "calendar" : VERDICT_ICONS[of.verdict]} small />
    </button>
  );
}

const ORDER: readonly DayVerdict[] = ["preferred", "allowed", "too-early", "after-window", "blocked", "not-named"];

/** What the signs of the months on screen mean. */
function Legend({ verdicts }: { verdicts: ReadonlySet<DayVerdict> }) {
  return (
    <ul class="plan-legend" aria-label={t("practitioner.plan.legend")}>
      {ORDER.filter((verdict) => verdicts.has(verdict)).map((verdict) => (
        <li key={verdict}><span class={`plan-day plan-day--${verdict}`}><Icon name={VERDICT_ICONS[verdict]} small /></span> {t(`practitioner.plan.verdict.${verdict}`)}</li>
      ))}
    </ul>
  );
}
