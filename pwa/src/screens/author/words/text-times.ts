/** Times in a written sentence, and whether they are those of its rule: "for 5 days" beside a rule of 7 days. */

import type { SheetRule } from "../../../state/authoring";
import { parseEvery } from "./every-text";
import { minutesOf, parseTime, type Length, type Quantity, type Time, type Unit } from "./time-text";

/** The beginnings of words for units, in every language that the desk reads. */
const UNIT_WORDS: readonly (readonly [RegExp, Unit])[] = [
  [/^(minute|min\b)/i, "m"],
  [/^(hour|hrs?\b|h\b|stunde|std)/i, "h"],
  [/^(day|tag|night|n(a|ä)cht)/i, "d"],
  [/^(week|woche)/i, "w"],
  [/^(month|monat)/i, "mo"],
];
const NUMBER_WORDS: readonly string[] = ["", "one|ein|eine|einen|einem|einer", "two|zwei", "three|drei", "four|vier", "five|fünf", "six|sechs", "seven|sieben", "eight|acht", "nine|neun", "ten|zehn", "eleven|elf", "twelve|zwölf"];
const COUNT = String.raw`\d{1,4}|${NUMBER_WORDS.filter(Boolean).join("|")}`;
const MENTION = new RegExp(String.raw`(?<![\p{L}\d])(?:(${COUNT})\s*(?:-|–|to|bis)\s*)?(${COUNT})(\s*-?\s*)((?:minute|min|hour|hr|h|stunde|std|day|tag|night|nacht|nächt|week|woche|month|monat)\p{L}*)`, "giu");

interface Mention {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly least: Quantity;
  readonly surely: Quantity;
}

/** A time of the text that is not in the rule, and the time of the rule that is not in the text. */
export interface Mismatch {
  readonly mention: Mention;
  readonly length: Length;
}

/** The first mismatch of a text and the times of its rule; null if one of the two says all that the other does. */
export function mismatchOf(text: string, rule: SheetRule): Mismatch | null {
  const mentions = mentionsIn(text);
  const lengths = lengthsOf(rule);
  const same = (mention: Mention, length: Length): boolean => minutesOf(mention.surely) === minutesOf(length.surely) && minutesOf(mention.least) === minutesOf(length.least);
  const mention = mentions.find((each) => ![...lengths, ...repeats(rule)].some((length) => same(each, length)));
  const length = lengths.find((each) => each.surely.count > 0 && !mentions.some((other) => same(other, each)));
  return mention && length ? { mention, length } : null;
}

/** The text with the time of the rule in place of its own, in its own words where the unit is the same. */
export function rewritten(text: string, { mention, length }: Mismatch, language: string): string {
  const { least, surely } = length;
  const count = least.count === surely.count ? String(surely.count) : `${least.count}–${surely.count}`;
  const word = /\p{L}+$/u.exec(mention.text)?.[0] ?? "";
  const keeps = surely.unit === mention.surely.unit && (surely.count === 1) === (mention.surely.count === 1);
  const words = keeps ? `${count} ${word}` : `${least.count === surely.count ? "" : `${least.count}–`}${unitWords(surely, language)}`;
  return text.slice(0, mention.start) + words + text.slice(mention.end);
}

const INTL_UNIT: Readonly<Record<Unit, string>> = { m: "minute", h: "hour", d: "day", w: "week", mo: "month" };

function unitWords({ count, unit }: Quantity, language: string): string {
  return new Intl.NumberFormat(language, { style: "unit", unit: INTL_UNIT[unit], unitDisplay: "long" }).format(count);
}

function mentionsIn(text: string): readonly Mention[] {
  return [...text.matchAll(MENTION)].flatMap((match) => {
    const [whole, first, second = "", , word = ""] = match;
    const unit = UNIT_WORDS.find(([pattern]) => pattern.test(word))?.[1];
    const most = numberOf(second);
    if (unit === undefined || most === null) return [];
    const surely = { count: most, unit };
    const least = { count: first === undefined ? most : (numberOf(first) ?? most), unit };
    return [{ start: match.index, end: match.index + whole.length, text: whole, least, surely }];
  });
}

function numberOf(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const at = NUMBER_WORDS.findIndex((words) => words.split("|").includes(text.toLowerCase()));
  return at > 0 ? at : null;
}

function lengthsOf({ from, until }: SheetRule): readonly Length[] {
  return [until, from].flatMap((text) => {
    const time = text === undefined ? null : parseTime(text);
    return time ? lengthsIn(time) : [];
  });
}

function lengthsIn(time: Time): readonly Length[] {
  switch (time.type) {
    case "both":
    case "first":
      return time.parts.flatMap(lengthsIn);
    case "length":
      return [time];
    case "lost":
    case "day":
      return [];
    default:
      return time.offset ? [time.offset] : [];
  }
}

/** "Every 2 hours" is a time of the rule too, but not one that replaces another. */
function repeats({ every: text }: SheetRule): readonly Length[] {
  const every = text === undefined ? null : parseEvery(text);
  if (every?.type !== "interval") return [];
  const [least, surely] = [every.least, every.most].map((count) => ({ count, unit: every.unit })) as [Quantity, Quantity];
  return [{ type: "length", kind: "exact", before: false, least, surely }];
}
