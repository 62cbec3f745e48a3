import { shortDate, shortWeekday, timeOfDay } from "../../i18n/dates";

const DAY_MS = 86_400_000;

/** "Thu" within the last week, otherwise "Thu 12 Nov". */
export function recentDay(at: string, now: number, timeZone?: string): string {
  return now - Date.parse(at) < 6 * DAY_MS ? shortWeekday(at, timeZone) : shortDate(at, timeZone);
}

/** "Thu, 14:05" within the last week, otherwise "Thu 12 Nov". */
export function recentMoment(at: string, now: number, timeZone?: string): string {
  return now - Date.parse(at) < 6 * DAY_MS ? `${shortWeekday(at, timeZone)}, ${timeOfDay(at, timeZone)}` : shortDate(at, timeZone);
}

/** "4–6", or "4" if it is one number. */
export function usualNumber([least, most]: readonly [number, number]): string {
  return least === most ? String(least) : `${String(least)}–${String(most)}`;
}
