import { distance } from "../../domain/dates";
import type { Treatment } from "../../domain/diary";
import { wallClock } from "../../domain/local-time";
import { openingAt, sameDays, type ClinicHours, type SameDays } from "../../domain/opening-hours";
import { t } from "../../i18n";
import { shortDate, shortWeekday, timeOfDay } from "../../i18n/dates";
import { clockTime, weekdayName } from "../../i18n/week";
import { now, phoneTimeZone } from "../../state/clock";
import "./clinic-open.css";

/** The opening hours of a clinic that has a number to call, if it has said them. */
export function hoursOf({ clinic_phone: phone, clinic_hours: hours }: Treatment): ClinicHours | null {
  return phone && hours && hours.opening.length > 0 ? hours : null;
}

/** "Open until 18:00" or "Opens Mon 9:00", on this phone's clock. Nothing if the clinic has not said when it is open. */
export function ClinicOpen({ treatment }: { treatment: Treatment }) {
  const hours = hoursOf(treatment);
  const opening = hours && openingAt(hours, now.value);
  if (!opening) return null;
  return <p>{opening.isOpen ? t("patient.call.open-until", { time: timeOfDay(opening.until) }) : t("patient.call.opens", { when: opensText(opening.opensAt) })}</p>;
}

function opensText(at: number): string {
  const { days } = distance(new Date(at).toISOString(), now.value, phoneTimeZone());
  if (days === 0) return timeOfDay(at);
  return `${days < 7 ? shortWeekday(at) : shortDate(at)} ${timeOfDay(at)}`;
}

/** Whether the clinic is open now, and its hours in the week, on the clock of the clinic. */
export function OpeningHours({ treatment }: { treatment: Treatment }) {
  const hours = hoursOf(treatment);
  if (!hours) return null;
  const isElsewhere = wallClock(now.value, hours.time_zone) !== wallClock(now.value, phoneTimeZone());
  return (
    <div class="stack-s">
      <ClinicOpen treatment={treatment} />
      <ul class="clinic-hours" aria-label={t("patient.call.opening-hours")}>
        {sameDays(hours.opening).map((days) => <li key={days.first}><span>{daysText(days)}</span> <span>{timesText(days)}</span></li>)}
      </ul>
      {isElsewhere && <p class="soft">{t("patient.call.elsewhere")}</p>}
    </div>
  );
}

function daysText({ first, last }: SameDays): string {
  return first === last ? weekdayName(first, "short") : `${weekdayName(first, "short")} – ${weekdayName(last, "short")}`;
}

function timesText({ spans }: SameDays): string {
  return spans.map(({ opens, closes }) => `${clockTime(opens)} – ${clockTime(closes)}`).join(", ");
}
