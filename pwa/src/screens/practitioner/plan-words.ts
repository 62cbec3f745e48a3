/** The days of the planning calendar, and what is for or against them, in words. Dates are `2026-12-18`. */

import { t } from "../../i18n";
import { dateAndTime, shortDate } from "../../i18n/dates";
import type { CalendarDay, DayVerdict, PlanningCalendar, PlanVersion } from "../../state/clinic";
import type { IconName } from "../../ui";

export const VERDICT_ICONS: Readonly<Record<DayVerdict, IconName>> = {
  preferred: "yes",
  allowed: "yes",
  "too-early": "wait",
  "after-window": "next",
  blocked: "no",
  "not-named": "unsaid",
};

/** "Fri 18 Dec" */
export function dayText(day: string): string {
  return shortDate(`${day}T12:00:00Z`, "UTC");
}

/** "Fri 18 Dec: too early, planned", for those who do not see the calendar. */
export function dayLabel({ day, verdict }: CalendarDay, planned: string | null): string {
  const values = { date: dayText(day), verdict: t(`practitioner.plan.verdict.${verdict}`) };
  return t(day === planned ? "practitioner.plan.day.planned" : "practitioner.plan.day", values);
}

/** What the sheet says about when: from which day on, and its window. */
export function sheetText({ earliest, opens_on: opens, closes_on: closes, days }: PlanningCalendar): string {
  const window = opens !== null && closes !== null && opens <= closes ? t("practitioner.plan.window", { from: dayText(opens), until: dayText(closes) }) : null;
  if (earliest !== null) return [t(earliest === days[0]?.day ? "practitioner.plan.earliest.today" : "practitioner.plan.earliest", { date: dayText(earliest) }), window].filter(Boolean).join(" · ");
  if (opens === null) return closes === null ? t("practitioner.plan.no-interval") : t("practitioner.plan.only-end", { until: dayText(closes) });
  return [t("practitioner.plan.no-day"), window].filter(Boolean).join(" · ");
}

/** The rules that a day has against it, in the order of the calendar; those of the series if there are none. */
export function rulesOf(day: CalendarDay | null, { rules }: PlanningCalendar): PlanningCalendar["rules"] {
  const against = new Set((day?.reasons ?? []).map(({ rule_id }) => rule_id));
  return rules.filter(({ id, directed }) => (against.size === 0 ? !directed : against.has(id)));
}

/** What the shared diary has against any day at this moment, besides its findings. */
export function obstaclesOf({ obstacles }: PlanningCalendar): readonly string[] {
  return obstacles.filter((code) => code !== "open-finding").map((code) => t(`practitioner.review.blocked.${code}`));
}

/** Whether a day asks for a reason: a rule or the diary is against it. A sheet that says nothing is not. */
export function isAgainst(day: CalendarDay, { findings, obstacles }: PlanningCalendar): boolean {
  return day.reasons.length > 0 || findings.length > 0 || obstacles.length > 0;
}

/** "Fri 18 Dec, 14:00", or that the plan was cancelled. */
export function planText({ next_treatment_at: at }: Pick<PlanVersion, "next_treatment_at">, timeZone: string): string {
  return at === null ? t("practitioner.plan.cancelled") : dateAndTime(at, timeZone);
}
