import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Treatment } from "../../../domain/diary";
import { diaryDays, rangeOf, type DateRange, type DiaryDay } from "../../../domain/diary-days";
import { phoneTimeZone } from "../../../state/clock";
import { entriesOf, onPhone, photosOf, repliesOf, treatment as current, type OnPhone } from "../../../state/diary";
import { todayDate } from "./day-text";

interface Days {
  readonly treatmentId: string;
  /** Newest first. */
  readonly days: readonly DiaryDay[];
  readonly range: DateRange;
}

/** The most entries whose days are computed while the screen is drawn. A year of them takes half of the 50 ms of a long task. */
const AT_ONCE = 60;

/** The days of long diaries, so that going back to them shows them at once. */
const computed = new WeakMap<OnPhone, Map<string, Days>>();

/**
 * The days of a treatment's diary, computed anew when the diary on this phone changes. The days of a long diary are computed
 * after the first paint and drawn after that: undefined until then, and afterwards those of before the change.
 */
export function useDays(treatment: Treatment): Days | undefined {
  const [, drawAgain] = useState({});
  const last = useRef<Days>();
  const today = todayDate();
  const phone = onPhone.value;
  const atOnce = useMemo(() => (entriesOf(treatment.id).length <= AT_ONCE ? compute(treatment, today) : known(treatment, today)), [treatment, phone, today]);
  if (atOnce) last.current = atOnce;
  useEffect(() => {
    if (atOnce) return undefined;
    let timer = setTimeout(() => {
      const days = computeOnce(treatment, today);
      timer = setTimeout(() => {
        last.current = days;
        drawAgain({});
      });
    });
    return () => clearTimeout(timer);
  }, [atOnce, treatment, phone, today]);
  return last.current?.treatmentId === treatment.id ? last.current : undefined;
}

function compute(treatment: Treatment, today: string): Days {
  const { id, timeline } = treatment;
  const days = diaryDays({ entries: entriesOf(id), photos: photosOf(id), replies: repliesOf(id) }, timeline, phoneTimeZone());
  return { treatmentId: id, days, range: rangeOf(timeline, days, today, id === current.value?.id) };
}

const nameOf = ({ id }: Treatment, today: string): string => `${id} ${today} ${phoneTimeZone()}`;

function known(treatment: Treatment, today: string): Days | undefined {
  return onPhone.value && computed.get(onPhone.value)?.get(nameOf(treatment, today));
}

function computeOnce(treatment: Treatment, today: string): Days {
  const days = compute(treatment, today);
  const phone = onPhone.value;
  if (phone) computed.set(phone, new Map([...(computed.get(phone) ?? []), [nameOf(treatment, today), days]]));
  return days;
}
