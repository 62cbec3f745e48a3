/** Hours, days and dates of healing. Instants are epoch milliseconds or ISO strings, dates are `YYYY-MM-DD`. */

/** One hour in milliseconds. */
export const HOUR = 3_600_000;
/** Twenty-four hours in milliseconds. */
export const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();
const known = new Map<string, boolean>();

/** The IANA time zone of this device; UTC if the browser cannot name it. */
export function deviceTimeZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return isKnown(timeZone) ? timeZone : "UTC";
}

/**
 * Return the time zone if this browser knows it, else the device's. An old diary may hold a name such as `localtime`,
 * `Factory` or `posixrules`: every browser refuses it, and so does the server when an entry is written.
 */
export function usableTimeZone(timeZone: string): string {
  const isUsable = known.get(timeZone) ?? isKnown(timeZone);
  known.set(timeZone, isUsable);
  return isUsable ? timeZone : deviceTimeZone();
}

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}

function calendar(timeZone: string): Intl.DateTimeFormat {
  const cached = formats.get(timeZone);
  if (cached) return cached;
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  formats.set(timeZone, format);
  return format;
}

/** The local date in an IANA time zone; on this device's calendar if the browser does not know the zone. */
export function localDate(at: number, timeZone: string): string {
  return calendar(usableTimeZone(timeZone)).format(at);
}

/** Whole calendar days from one date to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** The date a number of days after another one; before it if the number is negative. */
export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

/** The day of healing in the numbering of the sheet, where the day of the treatment is `dayOne` (1 or 0). */
export function dayOfHealing(treatedAt: string, now: number, timeZone: string, dayOne: number): number {
  return daysBetween(localDate(Date.parse(treatedAt), timeZone), localDate(now, timeZone)) + dayOne;
}

/** Hours since the treatment, with fractions, at least 0. */
export function hoursSince(treatedAt: string, now: number): number {
  return Math.max(0, (now - Date.parse(treatedAt)) / HOUR);
}

/** How far away a moment is. */
export interface Distance {
  /** Calendar days from now in the time zone: 0 today, 1 tomorrow, -1 yesterday. */
  readonly days: number;
  /** Minutes from now, negative for the past. */
  readonly minutes: number;
}

/** How far `at` is from `now` on the calendar of the time zone. */
export function distance(at: string, now: number, timeZone: string): Distance {
  const moment = Date.parse(at);
  return {
    days: daysBetween(localDate(now, timeZone), localDate(moment, timeZone)),
    minutes: Math.round((moment - now) / 60_000),
  };
}

/** Whether a moment is midnight in the time zone, so that naming the day is enough. */
export function isMidnight(at: string, timeZone: string): boolean {
  const moment = Date.parse(at);
  return localDate(moment, timeZone) !== localDate(moment - 1, timeZone);
}
