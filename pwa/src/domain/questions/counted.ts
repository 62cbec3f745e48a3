/**
 * Reads counted lengths: "48 hours", "48h", "a couple of days", and the words that may stand around them. Mirrors
 * server/domain/questions/counted.py.
 */

import { isDigits, withoutDigits, type Clock, type Phrases } from "../question-words";
import { wordAt } from "./tokens";

/** The greatest number that is read with each unit. */
const MOST = { m: 24 * 60, h: 60 * 24, d: 366, w: 60, mo: 24 } as const;

/** Minutes, hours, days, weeks and months. */
export type Unit = keyof typeof MOST;

export interface Counted {
  readonly number: number;
  readonly unit: Unit;
  readonly end: number;
}

/** The greatest number of a day that is read. */
export const MOST_DAYS = MOST.d;

/** The ends of the phrases that begin at a word, longest first. */
export function starts(words: readonly string[], at: number, phrases: Phrases): readonly number[] {
  return phrases.filter((phrase) => isAt(words, at, ...phrase)).map((phrase) => at + phrase.length);
}

export function counted(words: readonly string[], at: number, clock: Clock): Counted | null {
  let number = numberAt(words, at, clock);
  if (number === undefined) return attached(words, at, clock);
  let end = at + 1;
  if (isAt(words, at, "a", "couple")) [number, end] = [2, at + 2];
  else if (isAt(words, end, "and", "a", "half")) end += 3;
  while (isFiller(words, end, clock)) end += 1;
  const unit = clock.units.get(wordAt(words, end));
  return isReadable(number, unit) ? { number, unit, end: end + 1 } : null;
}

/** A length that may be a range or have a fraction, by its least number: 2 for "2-3 days" and "2.5 weeks". */
export function leastCounted(words: readonly string[], at: number, clock: Clock): Counted | null {
  const [first, second] = [wordAt(words, at), wordAt(words, at + 1)];
  const read = counted(words, at, clock);
  if (read || ![first, second].every((word) => isDigits(word) && word.length <= 2)) return read;
  const more = counted(words, at + 1, clock);
  return more && { ...more, number: Number(first) };
}

/** Whether a word may come between a number and its unit: "a whole week". */
export function isFiller(words: readonly string[], at: number, clock: Clock): boolean {
  return clock.list("filler").some((phrase) => phrase.length === 1 && isAt(words, at, ...phrase));
}

export function numberAt(words: readonly string[], at: number, clock: Clock): number | undefined {
  const word = wordAt(words, at);
  return isDigits(word) && word.length <= 4 ? Number(word) : clock.numbers.get(word);
}

export function isAt(words: readonly string[], at: number, ...phrase: readonly string[]): boolean {
  return phrase.every((word, place) => words[at + place] === word);
}

/** A word split after its digits: "48h". */
export function digitsOf(words: readonly string[], at: number): { readonly digits: string; readonly letters: string } {
  const word = wordAt(words, at);
  const letters = withoutDigits(word);
  return { letters, digits: word.slice(0, word.length - letters.length) };
}

function attached(words: readonly string[], at: number, clock: Clock): Counted | null {
  const { digits, letters } = digitsOf(words, at);
  const unit = clock.units.get(letters);
  const number = Number(digits);
  return digits !== "" && digits.length <= 4 && isReadable(number, unit) ? { number, unit, end: at + 1 } : null;
}

function isReadable(number: number, unit: string | undefined): unit is Unit {
  return isUnit(unit) && number <= MOST[unit];
}

function isUnit(unit: string | undefined): unit is Unit {
  return unit !== undefined && unit in MOST;
}

/** The place after "for", "for over", "seit gut": the words that may come before the number. */
export function afterIgnored(words: readonly string[], start: number, clock: Clock): number {
  let at = start;
  while (at < words.length) {
    const [end = isFiller(words, at, clock) ? at + 1 : at] = starts(words, at, clock.list("ignored"));
    if (end === at) break;
    at = end;
  }
  return at;
}
