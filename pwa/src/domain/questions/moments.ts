/**
 * Finds the moments in a question: "tomorrow morning", "on Friday at 6 pm", "after 48 hours". Mirrors
 * server/domain/questions/moments.py.
 */

import { isDigits, type Clock, type Speech } from "../question-words";
import { afterIgnored, counted, digitsOf, isAt, leastCounted, MOST_DAYS, numberAt, starts, type Unit } from "./counted";
import { moment, type AskedMoment } from "./moment";
import { clockTime, momentPhrase, type MomentPhrase } from "./moment-phrase";
import { wordAt } from "./tokens";
import { NUMBERED } from "./word-sets";

/** Words before a day of the month without its name. */
const ON_DAY: readonly string[] = ["am", "zum"];

type Words = readonly string[];

const MINUTES: Readonly<Record<Unit, number>> = { m: 1, h: 60, d: 24 * 60, w: 7 * 24 * 60, mo: 31 * 24 * 60 };

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

/** Words before a length that count it from the treatment: "at 4 weeks"; before a number alone, a time of day. */
const AT_LENGTH: readonly string[] = ["at", "by"];

/** Words before "at three days" that tell how far the person is, which is no moment to ask about. */
const BEING: readonly string[] = ["im", "am", "are", "nearly", "almost", "now", "only"];

/** Words after a length that count it from the treatment, unless a word of time follows: "from now". */
const FROM: readonly string[] = ["from", "after", "nach"];
const TIMED: readonly string[] = ["now", "today", "tomorrow", "heute", "morgen"];

/** "after 48 hours", "at 4 weeks", "48 h after …": hours since the treatment. */
function afterTreatment(words: Words, at: number, clock: Clock): MomentPhrase | null {
  const isOpen = !["since", "into", "past"].includes(wordAt(words, at));
  for (const begin of isOpen ? starts(words, at, clock.list("since")) : []) {
    const read = leastCounted(words, begin, clock);
    if (read) return momentPhrase(at, read.end, since(read.number, read.unit));
  }
  const reached = AT_LENGTH.includes(wordAt(words, at)) && !BEING.includes(wordAt(words, at - 1)) ? leastCounted(words, at + 1, clock) : null;
  if (reached && reached.unit !== "m" && reached.unit !== "h") return momentPhrase(at, reached.end, since(reached.number, reached.unit));
  const read = leastCounted(words, at, clock);
  const [end] = read ? starts(words, read.end, clock.list("since")) : [];
  return read && end !== undefined ? momentPhrase(at, end, since(read.number, read.unit)) : null;
}

/** Whether a length counts "from treatment", not "from now" or "after Friday". */
function isFromTreatment(words: Words, end: number, { weekdays }: Clock): boolean {
  const next = wordAt(words, end + 1);
  return FROM.includes(wordAt(words, end)) && !TIMED.includes(next) && !weekdays.has(next);
}

function since(number: number, unit: Unit): AskedMoment {
  return moment("since", Math.floor((number * MINUTES[unit]) / 60));
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
  const digits = /^d(\d+)m(\d+)$/.exec(wordAt(words, begin));
  if (digits) return momentPhrase(at, begin + 1, moment("date", 100 * Number(digits[2]) + Number(digits[1])));
  for (const [day, name] of [[begin, begin + 1], [begin + 1, begin]] as const) {
    const number = dayNumber(wordAt(words, day));
    const month = clock.months.get(wordAt(words, name));
    if (number && month !== undefined) return momentPhrase(at, begin + 2, moment("date", 100 * month + number));
  }
  return dayOfMonth(words, at, clock);
}

/** A day of a month, "20" or "20th"; 0 for another word. */
function dayNumber(word: string): number {
  const digits = word.replace(/(?:st|nd|rd|th)$/, "");
  return /^\d{1,2}$/.test(digits) && Number(digits) <= 31 ? Number(digits) : 0;
}

/** "on the 20th", "am 20.": the next such day, without a month. */
function dayOfMonth(words: Words, at: number, clock: Clock): MomentPhrase | null {
  const begin = at + (isAt(words, at, "on", "the") ? 2 : 1);
  const [first, word, after] = [wordAt(words, at), wordAt(words, begin), wordAt(words, begin + 1)];
  const isGerman = ON_DAY.includes(first) && isDigits(word);
  const isEnglish = (first === "on" || first === "the") && !isDigits(word);
  const isOther = clock.units.has(after) || clock.parts.has(after) || NUMBERED.has(after);
  const number = (isGerman || isEnglish) && !isOther ? dayNumber(word) : 0;
  return number ? momentPhrase(at, begin + 1, moment("date", number)) : null;
}

/** "in two days", "2 days from now". */
function inLength(words: Words, at: number, clock: Clock): MomentPhrase | null {
  for (const begin of starts(words, at, clock.list("in"))) {
    const read = leastCounted(words, begin, clock);
    if (!read) continue;
    const [later] = starts(words, read.end, clock.list("later"));
    if (later === undefined && isFromTreatment(words, read.end, clock)) return momentPhrase(at, read.end + 1, since(read.number, read.unit));
    return momentPhrase(at, later ?? read.end, ahead(read.number, read.unit));
  }
  const read = counted(words, at, clock);
  const [end] = read ? starts(words, read.end, clock.list("later")) : [];
  return read && end !== undefined ? momentPhrase(at, end, ahead(read.number, read.unit)) : null;
}

function ahead(number: number, unit: Unit): AskedMoment {
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
function hourAt(words: Words, at: number, clock: Clock, isNamed: boolean): { readonly hour: number | undefined; readonly suffix: string } {
  const spelled = clock.numbers.get(wordAt(words, at)) ?? 0;
  const isLength = leastCounted(words, at, clock) !== null;
  if (isNamed && spelled > 1 && !isLength) return { hour: spelled, suffix: "" };
  const { digits, letters: suffix } = digitsOf(words, at);
  const isHour = digits !== "" && digits.length <= 2 && ["", "am", "pm"].includes(suffix) && !(isNamed && isLength);
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

