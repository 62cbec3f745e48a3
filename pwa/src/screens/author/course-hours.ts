/** The hours of a course: how long it is, and when something changes in it. Whole hours since the treatment. */

import { leaves, timesOf } from "../../domain/bounds";
import { endOfCourse } from "../../domain/course";
import { dayOfHealing, HOUR } from "../../domain/dates";
import type { Timeline } from "../../domain/timeline";
import { t } from "../../i18n";
import { dateAndTime, timeOfDay } from "../../i18n/dates";
import { momentOf, statesAt, type Reports } from "./phone/scene";

/** Hours shown beyond the last change, to make visible what applies after it. */
const AFTERWARDS = 24;
const SHORTEST = 72;
/** A year: beyond that, a sheet is about the next treatment. */
const LONGEST = 366 * 24;
/** Up to this hour, people count in hours. */
const IN_HOURS = 48;

/** The last hour that a preview shows. */
export function lastHour(timeline: Timeline): number {
  const end = endOfCourse(timeline)?.at ?? 0;
  return Math.min(LONGEST, Math.max(SHORTEST, Math.ceil((end - Date.parse(timeline.treated_at)) / HOUR) + AFTERWARDS));
}

/**
 * The hours at which anything in the sheet changes, and those of the reports; each once, in order, without the
 * treatment's own.
 */
export function changesIn(timeline: Timeline, reports: Reports): readonly number[] {
  const last = lastHour(timeline);
  const start = Date.parse(timeline.treated_at);
  const states = statesAt({ timeline, reports, hour: last });
  const ends = timeline.windows.flatMap(({ opens, closes }) => [...leaves(opens), ...leaves(closes)]);
  const times = ends.flatMap((leaf) => timesOf(leaf, states)).filter((at) => at !== null);
  const hours = [...times.map((at) => Math.ceil((at - start) / HOUR)), ...Object.values(reports)];
  return [...new Set(hours)].filter((hour) => 0 < hour && hour <= last).sort((a, b) => a - b);
}

/** "Day 2, 26 hours"; after two days the day and the time: "Day 5, 14:30", and at midnight the day alone. */
export function hourLabel(timeline: Timeline, hour: number): string {
  const at = momentOf({ timeline, hour });
  const day = dayOfHealing(timeline.treated_at, at, timeline.time_zone, timeline.day_one);
  if (hour <= IN_HOURS) return t("practitioner.preview.hours", { day, count: hour });
  const time = timeOfDay(at, timeline.time_zone);
  return time === timeOfDay(MIDNIGHT, "UTC") ? t("practitioner.preview.day", { day }) : t("practitioner.preview.time", { day, time });
}

const MIDNIGHT = Date.UTC(2026, 0, 1);

/** A moment of the course: "day 4, 14:30". */
export function momentLabel(timeline: Timeline, at: number): string {
  const day = dayOfHealing(timeline.treated_at, at, timeline.time_zone, timeline.day_one);
  return t("practitioner.preview.moment", { day, time: timeOfDay(at, timeline.time_zone) });
}

/** The date and time of an hour: "Sat 21 Nov, 12:30". */
export function dateLabel(timeline: Timeline, hour: number): string {
  return dateAndTime(momentOf({ timeline, hour }), timeline.time_zone);
}
