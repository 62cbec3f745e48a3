/**
 * A moment as it stands in the text, and how a day and a time that occur together are joined. Mirrors
 * server/domain/questions/moment_phrase.py.
 */

import type { Clock } from "../question-words";
import type { Placed } from "./cues";
import { moment, PARTS, type AskedMoment, type Base, type Reach } from "./moment";
import { wordAt } from "./tokens";
import { BEFORE, EARLIER, LEADING, THAN, UNTIL, WAITING } from "./word-sets";

type Words = readonly string[];

/** A moment at the words [start, end). `moment` null: a length or a past moment that is read and ignored. */
export interface MomentPhrase {
  readonly start: number;
  readonly end: number;
  readonly moment: AskedMoment | null;
  readonly vague: boolean;
  /** Hours that something has lasted: "for two days", "seit einer Woche". */
  readonly lasts: number;
  /** When something in the past was done: "yesterday", "two days ago". */
  readonly ago: AskedMoment | null;
}

const CODES: Readonly<Record<string, Base>> = { d: "day", w: "week", mo: "month" };

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

/** The moment of a phrase of the data file; a moment in the past is its `ago`. */
export function fixedPhrase({ start, end, value }: Pick<Placed, "start" | "end" | "value">): MomentPhrase {
  const named = momentOf(value);
  const isOver = value.startsWith(OVER);
  return { start, end, moment: isOver ? null : named, vague: value === "vague", lasts: 0, ago: isOver ? named : null };
}

export function momentPhrase(start: number, end: number, named: AskedMoment | null, lasts = 0): MomentPhrase {
  return { start, end, moment: named, vague: false, lasts, ago: null };
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
  return withoutLimits(result, words).map((each) => withReach(withPart(each, words, clock), words));
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

export function clockTime(hour: number, minute: number): string {
  return [hour, minute].map((number) => String(number).padStart(2, "0")).join(":");
}

/** Read the part of the day directly after a day: "friday night". */
function withPart(each: MomentPhrase, words: Words, clock: Clock): MomentPhrase {
  const { start, end, moment: day } = each;
  const part = clock.parts.get(wordAt(words, end));
  if (!part || !day || day.part || day.base === "part" || !DAYS.includes(day.base)) return each;
  return momentPhrase(start, end + 1, { ...day, part });
}

function withReach(phrase: MomentPhrase, words: Words): MomentPhrase {
  return phrase.moment ? { ...phrase, moment: { ...phrase.moment, reach: reachOf(phrase, words) } } : phrase;
}

/** How a moment limits the time: "before Friday"; "wait until Friday" asks about Friday itself. */
function reachOf({ start }: MomentPhrase, words: Words): Reach {
  let at = UNTIL.has(wordAt(words, start)) ? start : start - 1;
  while (at > 0 && LEADING.has(wordAt(words, at))) at -= 1;
  const [before, word] = [wordAt(words, at - 1), wordAt(words, at)];
  if (THAN.has(word)) return EARLIER.has(before) ? "before" : "";
  if (BEFORE.has(word)) return "before";
  return UNTIL.has(word) && !WAITING.has(before) ? "until" : "";
}

/** Without the times that only limit the day before them: "on Friday before noon" is answered for Friday. */
function withoutLimits(phrases: readonly MomentPhrase[], words: Words): readonly MomentPhrase[] {
  return phrases.filter((each, at) => {
    const before = phrases[at - 1];
    const isNear = before?.moment != null && before.end >= each.start - 2;
    return !(isNear && each.moment?.base === "part" && reachOf(each, words) === "before");
  });
}
