import { Fragment } from "preact";
import { useEffect } from "preact/hooks";
import { daysBetween } from "../../../domain/dates";
import type { Treatment } from "../../../domain/diary";
import type { DiaryDay } from "../../../domain/diary-days";
import { t } from "../../../i18n";
import { Chunk } from "./chunk";
import { DayCard } from "./day-card";

/** The number of days that are drawn together. */
const TOGETHER = 4;
/** The usual height of a day with a photo, in pixels. */
const HEIGHT = 560;

interface FeedProps {
  readonly treatment: Treatment;
  readonly days: readonly DiaryDay[];
  /** The date of a day to scroll to: the one that was open before. */
  readonly at: string | null;
}

/** All days with something in them, the newest first: scrolling through them shows the skin heal. */
export function Feed({ treatment, days, at }: FeedProps) {
  useEffect(() => {
    if (at !== null) document.getElementById(`day-${at}`)?.scrollIntoView();
  }, [at]);
  const chunks = Array.from({ length: Math.ceil(days.length / TOGETHER) }, (_, place) => days.slice(place * TOGETHER, (place + 1) * TOGETHER));
  return (
    <div class="stack">
      {chunks.map((chunk, place) => (
        <Chunk key={chunk[0]?.date} inView={place === 0 || chunk.some(({ date }) => date === at)} height={chunk.length * HEIGHT}>
          {() => chunk.map((day) => <Fragment key={day.date}><DayCard treatment={treatment} day={day} /><Gap day={day} days={days} /></Fragment>)}
        </Chunk>
      ))}
    </div>
  );
}

/** The days without anything between a day and the one before it. */
function Gap({ day, days }: { day: DiaryDay; days: readonly DiaryDay[] }) {
  const before = days[days.indexOf(day) + 1];
  const missing = before ? daysBetween(before.date, day.date) - 1 : 0;
  return missing > 0 ? <p class="day-gap soft small">{t("patient.diary.gap", { count: missing })}</p> : null;
}
