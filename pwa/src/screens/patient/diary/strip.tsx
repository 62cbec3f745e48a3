import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { pagesOf, pageWith, type Page, type PageKind } from "../../../domain/calendar-pages";
import { plusDays } from "../../../domain/dates";
import type { Treatment } from "../../../domain/diary";
import { dayOn, type DateRange, type DiaryDay } from "../../../domain/diary-days";
import { locale, t } from "../../../i18n";
import { dateRange, firstDayOfWeek, monthAndYear, shortWeekday } from "../../../i18n/dates";
import { Icon } from "../../../ui";
import { diaryAddress } from "./address";
import { todayDate } from "./day-text";
import { Glow, NoGlow } from "./glow";
import "./strip.css";

interface StripProps {
  readonly treatment: Treatment;
  readonly days: readonly DiaryDay[];
  readonly range: DateRange;
  /** The date of the day that is open. */
  readonly open?: string;
  /** The date whose page is shown first: that of the newest entry unless it is given. */
  readonly at?: string;
}

/** The course as one glow per day, a week or a month at a time. One swipes from page to page; a tap opens a day. */
export function Strip({ treatment, days, range, open, at }: StripProps) {
  const [kind, setKind] = useState<PageKind>("week");
  const weekStart = firstDayOfWeek();
  const pages = useMemo(() => pagesOf(kind, range.from, range.until, weekStart), [kind, range.from, range.until, weekStart, locale.value]);
  const byDate = useMemo(() => new Map(days.map((day) => [day.date, day])), [days]);
  const { scroller, place, turnTo, onScroll } = usePages(pageWith(pages, open ?? at ?? days[0]?.date ?? range.until), `${kind} ${treatment.id} ${open ?? ""}`);
  const page = pages[Math.min(place, pages.length - 1)];
  return (
    <section class="strip-of-days" aria-label={t("patient.strip.label")}>
      <div class="strip-of-days__head">
        <Turn name="back" label={t(`patient.strip.earlier-${kind}`)} onClick={() => turnTo(place - 1)} disabled={place <= 0} />
        <button type="button" class="strip-of-days__caption" onClick={() => setKind(kind === "week" ? "month" : "week")}>
          <span aria-live="polite">{page && captionOf(page, kind)}</span>
          <span class="soft small">{t(kind === "week" ? "patient.strip.show-month" : "patient.strip.show-week")}</span>
        </button>
        <Turn name="next" label={t(`patient.strip.later-${kind}`)} onClick={() => turnTo(place + 1)} disabled={place >= pages.length - 1} />
      </div>
      {kind === "month" && <WeekdayNames weekStart={weekStart} />}
      <div class="strip-of-days__pages" ref={scroller} onScroll={onScroll}>
        {pages.map((each, index) => (
          <div key={each.first} class="strip-of-days__page">
            {Math.abs(index - place) <= 1 && <PageOfDays page={each} {...{ treatment, byDate, range, open }} hidden={index !== place} />}
          </div>
        ))}
      </div>
    </section>
  );
}

/** Which page is on screen. Swiping scrolls the pages; `key` says when to begin anew at the first place. */
function usePages(first: number, key: string) {
  const [place, setPlace] = useState(first);
  const scroller = useRef<HTMLDivElement>(null);
  const turnTo = (next: number): void => {
    setPlace(next);
    if (scroller.current) scroller.current.scrollLeft = next * scroller.current.clientWidth;
  };
  useLayoutEffect(() => turnTo(first), [key]);
  const onScroll = ({ currentTarget: { scrollLeft, clientWidth } }: { currentTarget: HTMLDivElement }): void => {
    setPlace(Math.round(scrollLeft / Math.max(1, clientWidth)));
  };
  return { scroller, place, turnTo, onScroll };
}

/** "9 – 15 Nov", "November 2026" */
function captionOf({ first, last }: Page, kind: PageKind): string {
  return kind === "week" ? dateRange(Date.parse(first), Date.parse(last), "UTC") : monthAndYear(Date.parse(first), "UTC");
}

interface PageOfDaysProps {
  readonly page: Page;
  readonly treatment: Treatment;
  readonly byDate: ReadonlyMap<string, DiaryDay>;
  readonly range: DateRange;
  readonly open: string | undefined;
  /** A page beside the one on screen is drawn for swiping, but cannot be reached by key or screen reader. */
  readonly hidden: boolean;
}

function PageOfDays({ page, treatment, byDate, range, open, hidden }: PageOfDaysProps) {
  const today = todayDate();
  return (
    <ul class="strip-of-days__grid" inert={hidden}>
      {page.weeks.flat().map((date, index) => (
        <li key={date ?? index}>
          {date === null ? null : date < range.from || date > range.until ? (
            <NoGlow date={date} />
          ) : (
            <Glow
              date={date}
              number={dayOn(date, treatment.timeline)}
              day={byDate.get(date)}
              isToday={date === today}
              isOpen={date === open}
              href={diaryAddress({ treatment: treatment.id, day: date })}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

/** The days of the week above a month, whose glows have only their date. */
function WeekdayNames({ weekStart }: { weekStart: number }) {
  return (
    <div class="strip-of-days__names glow__weekday" aria-hidden="true">
      {Array.from({ length: 7 }, (_, day) => (
        <span key={day}>{shortWeekday(Date.parse(plusDays(A_MONDAY, weekStart - 1 + day)), "UTC")}</span>
      ))}
    </div>
  );
}

const A_MONDAY = "2026-11-16";

function Turn({ name, label, onClick, disabled }: { name: "back" | "next"; label: string; onClick: () => void; disabled: boolean }) {
  return (
    <button type="button" class="strip-of-days__turn" aria-label={label} onClick={onClick} disabled={disabled}>
      <Icon name={name} />
    </button>
  );
}
