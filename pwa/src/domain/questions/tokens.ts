/**
 * Splits a question into words, and remembers where its sentences and clauses end. Mirrors
 * server/domain/questions/tokens.py.
 */

import { fold } from "../topics-words";

/** The maximum number of characters of a question that are read. */
export const MAX_CHARACTERS = 1_000;

/** The maximum number of words of a question that are read. */
const MAX_WORDS = 120;

/** A date in digits: 20.11., 20/11, 20.11.2026. */
const DATE = /(?<![0-9a-z.,:/])([0-9]{1,2})([./])([0-9]{1,2})(\2(?:[0-9]{4}|[0-9]{2}))?(\.?)(?![0-9a-z])/g;
const DATE_LEADS: readonly string[] = ["am", "vom", "den", "dem", "zum", "on"];
const TIME_LEADS: readonly string[] = ["um", "at", "gegen"];
const MONTHS = 12;
const DAYS = 31;

const CLAUSE = ",;:()-–—/";
const SENTENCE = ".!\n\r";

/** How strongly the text breaks before a word: not at all, a clause ends, a sentence ends, a question ends. */
export type Break = 0 | 1 | 2 | 3;

export interface Text {
  readonly words: readonly string[];
  readonly breaks: readonly Break[];
  /** Whether the text is longer than what is read. */
  readonly cut: boolean;
}

/** Split a text. Hyphens and dots inside a word separate words, but not clauses. */
export function split(text: string): Text {
  const shortened = Array.from(text).slice(0, MAX_CHARACTERS).join("");
  const { words, breaks } = scan(fold(shortened).replace(DATE, withDate));
  const cut = Array.from(text.trimEnd()).length > MAX_CHARACTERS || words.length > MAX_WORDS;
  return { words: words.slice(0, MAX_WORDS), breaks: breaks.slice(0, MAX_WORDS), cut };
}

/** A date as one word, "d20m11"; "20.30" and "8/10" without a sign of a date remain as they are. */
function withDate(match: string, ...groups: readonly unknown[]): string {
  const [first, mark, second, year, dot, offset, text] = groups as [string, string, string, string | undefined, string, number, string];
  const lead = text.slice(0, offset).trim().split(/\s+/).at(-1) ?? "";
  const [one, other] = [Number(first), Number(second)];
  const isNamed = DATE_LEADS.includes(lead) || year !== undefined;
  const isSigned = mark === "/" ? Math.max(one, other) > MONTHS : dot !== "";
  if (TIME_LEADS.includes(lead) || !(isNamed || isSigned)) return match;
  const [day, month] = mark === "/" && other > MONTHS ? [other, one] : [one, other];
  return day >= 1 && day <= DAYS && month >= 1 && month <= MONTHS ? `d${day}m${month} ` : match;
}

/** The word at a place; empty beyond the text. */
export function wordAt(words: readonly string[], at: number): string {
  return words[at] ?? "";
}

/** Whether the text breaks before one of the words [from, to). */
export function isBroken(breaks: readonly Break[], from: number, to: number): boolean {
  return breaks.slice(from, to).some((each) => each > 0);
}

function scan(folded: string): Pick<Text, "words" | "breaks"> {
  const words: string[] = [];
  const breaks: Break[] = [];
  let end = 0;
  for (const { 0: word, index } of folded.matchAll(/[a-z0-9]+/g)) {
    words.push(word);
    breaks.push(strongestIn(folded, end, index));
    end = index + word.length;
  }
  return { words, breaks };
}

function strongestIn(text: string, from: number, to: number): Break {
  let strongest: Break = 0;
  for (let at = from; at < to; at += 1) {
    const each = strength(text.charAt(at - 1), text.charAt(at), text.charAt(at + 1));
    if (each > strongest) strongest = each;
  }
  return strongest;
}

/** The strength of a break. Marks inside words and the dot of "am 3. Tag" break nothing. */
function strength(before: string, letter: string, after: string): Break {
  if (letter === "?") return 3;
  if (SENTENCE.includes(letter)) return letter === "." && (isDigit(before) || isDigit(after)) ? 0 : 2;
  if (!CLAUSE.includes(letter)) return 0;
  const isDecimal = letter === "," && isDigit(before) && isDigit(after);
  const inside = isPlain(after) || (letter === "-" && isPlain(before));
  return isDecimal || (inside && "-:/".includes(letter)) ? 0 : 1;
}

function isDigit(letter: string): boolean {
  return /^\d$/.test(letter);
}

function isPlain(letter: string): boolean {
  return /^[a-z0-9]$/.test(letter);
}

/** Unknown words as they were typed, and after them the words of other scripts, which are all unknown. */
export function asTyped(text: string, unknown: readonly string[]): readonly string[] {
  const typed = text.slice(0, MAX_CHARACTERS).toLowerCase().replace(/['’`´]/g, "").match(/[\p{L}\p{N}]+/gu) ?? [];
  const spelled = new Map(typed.toReversed().map((word) => [fold(word), word]));
  const foreign = typed.filter((word) => !/[a-z0-9]/.test(fold(word)));
  return [...new Set([...unknown.map((word) => spelled.get(word) ?? word), ...foreign])];
}
