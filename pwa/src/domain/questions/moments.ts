/**
 * Finds the moments in a question: "tomorrow morning", "on Friday at 6 pm", "after 48 hours". Mirrors
 * server/domain/questions/moments.py.
 */

import { isDigits, type Clock, type Speech } from "../question-words";
import { counted, digitsOf, isAt, isFiller, MOST_DAYS, numberAt, starts } from "./counted";
import type { Placed } from "./cues";
import { moment, PARTS, type AskedMoment, type Base } from "./moment";
import { wordAt } from "./tokens";

type Words = readonly string[];

/** A moment at the words [start, end). `moment` null: a length or a past moment that is read and ignored. */
export interface MomentPhrase {
  readonly start: number;
  readonly end: number;
  readonly moment: AskedMoment | null;
  readonly vague: boolean;
  /** Hours that something has lasted: "for two days", "seit einer Woche". */
  readonly lasts: number;
  /** When something was done that is over: "yesterday", "two days ago". */
  readonly ago: AskedMoment | null;
}

const CODES: Readonly<Record<string, Base>> = { d: "day", w: "week", mo: "month" };
const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 24 * 60, w: 7 * 24 * 60, mo: 31 * 24 * 60 };
/** Moments that a time of day or a part of the day makes more exact. */
const DAYS: readonly Base[] = ["day", "weekday", "course-day", "date", "part"];

/** What the code of a moment that is over begins with. */
const OVER = "past";

/** From this hour on, a time of the night is in its first half: 22:00 for "at 10 at night". */
const LATE = 6;

/** The moment that a code in the data file stands for: "d1 morning", "w1", "part evening"; null if it is ignored. */
export function momentOf(code: string): AskedMoment | null {
  const isOver = code.startsWith(OVER);
  const [base = "", part = ""] = (isOver ? code.slice(OVER.length).trim() : code).split(" ");
  if (base === "now" || base === "weekend" || base === "part") return moment(base, 0, part);
  const letters = base.replace(/\d+$/, "");
  const digits = base.slice(letters.length);
  const known = CODES[letters];
  return known && digits ? moment(known, isOver ? -Number(digits) : Number(digits), part) : null;
}

/** The moment of a phrase of the data file, of one that is over as `ago`. */
export function fixedPhrase({ start, end, value }: Pick<Placed, "start" | "end" | "value">): MomentPhrase {
  const named = momentOf(value);
  const isOver = value.startsWith(OVER);
  return { start, end, moment: isOver ? null : named, vague: value === "vague", lasts: 0, ago: isOver ? named : null };
}

/** The counted moment, date or time that begins at a word; fixed phrases are cues. */
export function atPhrase(words: Words, at: number, { clock }: Speech): MomentPhrase | null {
  return (
    afterTreatment(words, at, clock) ??
    courseDay(words, at, clock) ??
    date(words, at, clock) ??
    inLength(words, at, clock) ??
    timeOfDay(words, at, clock) ??
    weekday(words, at, clock) ??
    length(words, at, clock)
  );
}

function momentPhrase(start: number, end: number, named: AskedMoment | null, lasts = 0): MomentPhrase {
  return { start, end, moment: named, vague: false, lasts, ago: null };
}

/** "after 48 hours", "48 h after …": hours since the treatment. */
function afterTreatment(words: Words, at: number, clock: Clock): MomentPhrase | null {
  const isOpen = !["since", "into", "past"].includes(wordAt(words, at));
  for (const begin of isOpen ? starts(words, at, clock.list("since")) : []) {
    const read = counted(words, begin, clock);
    if (read) return momentPhrase(at, read.end, since(read.number, read.unit));
  }
  const read = counted(words, at, clock);
  const [end] = read ? starts(words, read.end, clock.list("since")) : [];
  return read && end !== undefined ? momentPhrase(at, end, since(read.number, read.unit)) : null;
}

function since(number: number, unit: string): AskedMoment {
  return moment("since", Math.floor((number * (MINUTES[unit] ?? 0)) / 60));
}

/** "day 4", "Tag 4", "on the third day". */
function courseDay(words: Words, at: number, clock: Clock): MomentPhrase | null {
  const [word = "", next = ""] = words.slice(at);
  const isDay = (name: string): boolean => clock.units.get(name) === "d";
  if (isDay(word) && word.length > 1) {
    const number = numberAt(words, at + 1, clock);
    if (number !== undefined && number <= MOST_DAYS && next !== "a" && next !== "an") return momentPhrase(at, at + 2, moment("course-day", number));
  }
  const ordinal = clock.ordinals.get(word) ?? ordinalOf(word, next);
  return ordinal > 0 && isDay(next) ? momentPhrase(at, at + 2, moment("course-day", ordinal)) : null;
}

/** The number of "3rd", or of "3." before a day in the singular; 0 for any other word. */
function ordinalOf(word: string, next: string): number {
  const digits = word.replace(/(?<=\d)(?:st|nd|rd|th)$/, "");
  if ((next !== "tag" && next !== "day") || !isDigits(digits) || digits.length > 3) return 0;
  return digits !== word || Number(digits) > 1 ? Number(digits) : 0;
}

/** "24 March", "March 24th", "am 24. März". */
function date(words: Words, at: number, clock: Clock): MomentPhrase | null {
  const [begin = at] = starts(words, at, clock.list("before_weekday"));
  for (const [day, name] of [[begin, begin + 1], [begin + 1, begin]] as const) {
    const number = Number(wordAt(words, day).replace(/(?:st|nd|rd|th)$/, "").replace(/^(?!\d{1,2}$).*/, "0"));
    const month = clock.months.get(wordAt(words, name));
    if (number >= 1 && number <= 31 && month !== undefined) return momentPhrase(at, begin + 2, moment("date", 100 * month + number));
  }
  return null;
}

/** "in two days", "2 days from now". */
function inLength(words: Words, at: number, clock: Clock): MomentPhrase | null {
  for (const begin of starts(words, at, clock.list("in"))) {
    const read = counted(words, begin, clock);
    if (!read) continue;
    const [end = read.end] = starts(words, read.end, clock.list("later"));
    return momentPhrase(at, end, ahead(read.number, read.unit));
  }
  const read = counted(words, at, clock);
  const [end] = read ? starts(words, read.end, clock.list("later")) : [];
  return read && end !== undefined ? momentPhrase(at, end, ahead(read.number, read.unit)) : null;
}

function ahead(number: number, unit: string): AskedMoment {
  if (unit === "m" || unit === "h") return moment(unit === "m" ? "minutes" : "hours", number);
  return unit === "mo" ? moment("month", number) : moment("day", number * (unit === "w" ? 7 : 1));
}

/** "at 6 pm", "6pm", "at 18:30", "um 18 Uhr", "at four", "um halb fünf". */
function timeOfDay(words: Words, at: number, clock: Clock): MomentPhrase | null {
  const [after = at] = starts(words, at, clock.list("at"));
  const isNamed = after > at && ["at", "um"].includes(wordAt(words, at));
  const [isBefore, isPast] = [isNamed && isAt(words, after, "halb"), isNamed && isAt(words, after, "half", "past")];
  const begin = after + (isPast ? 2 : Number(isBefore));
  const { hour, suffix } = hourAt(words, begin, clock, isNamed);
  if (hour === undefined || hour > 23) return null;
  const minutes = wordAt(words, begin + 1);
  const isHalf = isBefore || isPast;
  const hasMinutes = suffix === "" && !isHalf && isDigits(minutes) && minutes.length === 2 && Number(minutes) < 60;
  const end = begin + (hasMinutes ? 2 : 1);
  const [afternoon] = suffix === "pm" ? [end] : starts(words, end, clock.list("pm"));
  const [morning] = suffix === "am" ? [end] : starts(words, end, clock.list("am"));
  const isPlainTime = isNamed && !isAt(words, end, "days") && !isAt(words, end, "tage");
  if (afternoon === undefined && morning === undefined && !isPlainTime && !hasMinutes) return null;
  const earlier = hour - Number(isBefore);
  const read = earlier + (afternoon !== undefined && earlier < 12 ? 12 : 0);
  const isSure = afternoon !== undefined || suffix === "am" || wordAt(words, begin).startsWith("0") || isAt(words, end, "a", "m");
  const time = clockTime((read + 24) % 24, isHalf ? 30 : Number(hasMinutes ? minutes : 0));
  return momentPhrase(at, Math.max(end, afternoon ?? 0, morning ?? 0), moment("part", 0, time, !isSure && read > 0 && read < 12));
}

/** An hour in digits; after "at" and "um" also in letters, if no unit follows. */
function hourAt(words: Words, at: number, { numbers, units }: Clock, isNamed: boolean): { readonly hour: number | undefined; readonly suffix: string } {
  const spelled = numbers.get(wordAt(words, at)) ?? 0;
  if (isNamed && spelled > 1 && !units.has(wordAt(words, at + 1))) return { hour: spelled, suffix: "" };
  const { digits, letters: suffix } = digitsOf(words, at);
  const isHour = digits !== "" && digits.length <= 2 && ["", "am", "pm"].includes(suffix);
  return { hour: isHour ? Number(digits) : undefined, suffix };
}

/** "on Friday", "Friday", "Freitagabend"; short names only after "on", "next", "am". */
function weekday(words: Words, at: number, { list, weekdays, shortWeekdays, parts }: Clock): MomentPhrase | null {
  const [begin] = starts(words, at, list("before_weekday"));
  const place = begin ?? at;
  const word = wordAt(words, place);
  const short = begin === undefined ? undefined : shortWeekdays.get(word);
  const day = weekdays.get(word) ?? weekdays.get(word.replace(/s$/, "")) ?? short;
  const isAfterToday = list("next").some((phrase) => words.slice(at, place).includes(phrase.join(" ")));
  if (day !== undefined) return momentPhrase(at, place + 1, moment("weekday", day + (isAfterToday ? 7 : 0)));
  for (const [name, number] of weekdays) {
    const part = word.startsWith(name) ? parts.get(word.slice(name.length)) : undefined;
    if (part) return momentPhrase(at, place + 1, moment("weekday", number, part));
  }
  return null;
}

/** "for 5 days", "2 days ago", "seit über einer Woche": a length of time and not a moment. */
function length(words: Words, at: number, clock: Clock): MomentPhrase | null {
  const read = counted(words, afterIgnored(words, at, clock), clock);
  if (!read) return null;
  const [end = read.end] = starts(words, read.end, clock.list("ignored"));
  const isLength = !clock.list("every").some((phrase) => isAt(words, at, ...phrase));
  const isOver = wordAt(words, at) === "vor" || words.slice(read.end, end).includes("ago");
  const phrase = momentPhrase(at, end, null, isLength ? since(read.number, read.unit).amount : 0);
  return { ...phrase, ago: isOver ? ahead(-read.number, read.unit) : null };
}

/** The place after "for", "for over", "seit gut": the words that may come before the number. */
function afterIgnored(words: Words, start: number, clock: Clock): number {
  let at = start;
  while (at < words.length) {
    const [end = isFiller(words, at, clock) ? at + 1 : at] = starts(words, at, clock.list("ignored"));
    if (end === at) break;
    at = end;
  }
  return at;
}

/** Join a day and a time that occur together: "tomorrow" and "at 6 pm", "on Friday" and "evening". */
export function joined(all: readonly MomentPhrase[], words: Words, clock: Clock): readonly MomentPhrase[] {
  const result: MomentPhrase[] = [];
  for (const each of all.toSorted((one, other) => one.start - other.start)) {
    const before = result.at(-1);
    const both = before ? together(before, each, words, clock) : null;
    if (both) result[result.length - 1] = both;
    else result.push(each);
  }
  return result.map((each) => withPart(each, words, clock));
}

function together(first: MomentPhrase, second: MomentPhrase, words: Words, clock: Clock): MomentPhrase | null {
  const links = new Set(clock.list("link").map((phrase) => phrase.join(" ")));
  const [one, other] = [first.moment, second.moment];
  if (!one || !other || words.slice(first.end, second.start).some((word) => !links.has(word))) return null;
  for (const [day, part] of [[one, other], [other, one]] as const) {
    const isOpen = day.part === "" || day.part in PARTS;
    if (part.base === "part" && DAYS.includes(day.base) && isOpen) return momentPhrase(first.start, second.end, { ...day, ...timeIn(day.part, part) });
  }
  return null;
}

/** The time of day in a part of the day: "this afternoon at 4" is 16:00. */
function timeIn(part: string, { part: time, eitherHalf }: AskedMoment): Pick<AskedMoment, "part" | "eitherHalf"> {
  if (!eitherHalf || part === "") return { part: time, eitherHalf };
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const isLate = ["noon", "afternoon", "evening"].includes(part) || (part === "night" && hour >= LATE);
  return { part: clockTime(hour + (isLate ? 12 : 0), minute), eitherHalf: false };
}

function clockTime(hour: number, minute: number): string {
  return [hour, minute].map((number) => String(number).padStart(2, "0")).join(":");
}

/** Read the part of the day directly after a day: "friday night". */
function withPart(each: MomentPhrase, words: Words, clock: Clock): MomentPhrase {
  const { start, end, moment: day } = each;
  const part = clock.parts.get(wordAt(words, end));
  if (!part || !day || day.part || day.base === "part" || !DAYS.includes(day.base)) return each;
  return momentPhrase(start, end + 1, { ...day, part });
}
