/** What a diary says at the end of a course: when each symptom and sign was gone. It states what was logged, and judges nothing. */

import { bands, type Band } from "./course";
import { DAY, HOUR, localDate } from "./dates";
import { dayOn } from "./diary-days";
import type { Entry, Photo } from "./diary";
import { seriesByAngle } from "./photo-sequence";
import { signsGoneIn } from "./signs-gone";
import type { Timeline } from "./timeline";
import { SIGNS, SYMPTOMS, type Sign, type Symptom } from "./vocabulary";

/** The course of one symptom. Days are in the sheet's counting. */
export interface SymptomResult {
  readonly symptom: Symptom;
  /** The last day on which it was there, and its last score on it. */
  readonly lastDay: number;
  readonly lastScore: number;
  /** The first day after that on which it was logged as none; null if it never was. */
  readonly goneDay: number | null;
  /** What the sheet expects; undefined if it says nothing about it. */
  readonly band: Band | undefined;
}

export interface SignResult {
  readonly sign: Sign;
  readonly firstDay: number;
  readonly lastDay: number;
  /** The day on which the patient said that it was gone; null if they have not, or reported it again. */
  readonly goneDay: number | null;
}

/** A moment of the diary: what an entry says of one thing, and on which day. */
interface Mention {
  readonly day: number;
  readonly score: number;
}

/** The results of all symptoms that were ever there, those that were gone first coming first. `entries` are oldest first. */
export function symptomResults(entries: readonly Entry[], timeline: Timeline): readonly SymptomResult[] {
  const expected = bands(timeline);
  const results = SYMPTOMS.flatMap((symptom) => {
    const mentions = entries.flatMap((entry) => {
      const score = entry.document.scores[symptom];
      return score === undefined ? [] : [{ day: dayOf(entry, timeline), score }];
    });
    const span = spanOf(mentions);
    if (!span) return [];
    const { last, gone } = span;
    const band = expected.find((each) => each.symptom === symptom);
    return [{ symptom, lastDay: last.day, lastScore: last.score, goneDay: gone?.day ?? null, band: band?.onset_hours == null ? undefined : band }];
  });
  return results.sort((a, b) => (a.goneDay ?? Infinity) - (b.goneDay ?? Infinity));
}

/** The results of all signs that were ever reported. `entries` are oldest first. */
export function signResults(entries: readonly Entry[], timeline: Timeline): readonly SignResult[] {
  return SIGNS.flatMap((sign) => {
    const mentions = entries.flatMap((entry) => {
      const isThere = entry.document.signs.some((each) => each.sign === sign);
      return isThere || signsGoneIn(entry.document).includes(sign) ? [{ day: dayOf(entry, timeline), score: isThere ? 1 : 0 }] : [];
    });
    const span = spanOf(mentions);
    return span ? [{ sign, firstDay: span.first.day, lastDay: span.last.day, goneDay: span.gone?.day ?? null }] : [];
  });
}

interface Span {
  readonly first: Mention;
  readonly last: Mention;
  readonly gone: Mention | undefined;
}

/** The first and the last mention of something that was there, and the first one after it; null if it was never there. */
function spanOf(mentions: readonly Mention[]): Span | null {
  const isThere = ({ score }: Mention): boolean => score > 0;
  const [first, place] = [mentions.find(isThere), mentions.findLastIndex(isThere)];
  const last = mentions[place];
  return first && last ? { first, last, gone: mentions[place + 1] } : null;
}

function dayOf({ occurred_at, document }: Entry, timeline: Timeline): number {
  return dayOn(localDate(Date.parse(occurred_at), document.time_zone), timeline);
}

/** How long the sheet expects a symptom, in the way that fits its numbers. */
export type ExpectedLength =
  | { readonly unit: "hour" | "day"; readonly least: number; readonly most: number }
  /** The last day, in the sheet's counting. */
  | { readonly unit: "until"; readonly day: number }
  /** The sheet gives no end. */
  | { readonly unit: "open" };

const HOURS_SHOWN = 48;

export function expectedLength({ resolves_least_hours, resolves_surely_hours: surely }: Band, timeline: Timeline): ExpectedLength {
  if (surely === null) return { unit: "open" };
  const least = resolves_least_hours ?? surely;
  const isWhole = (hours: number): boolean => hours >= 24 && Math.abs(hours / 24 - Math.round(hours / 24)) < 0.02;
  if (isWhole(least) && isWhole(surely) && surely >= HOURS_SHOWN) return { unit: "day", least: Math.round(least / 24), most: Math.round(surely / 24) };
  if (surely <= HOURS_SHOWN) return { unit: "hour", least: Math.round(least), most: Math.round(surely) };
  // a midnight ends the day before it
  const end = Date.parse(timeline.treated_at) + surely * HOUR - 1;
  return { unit: "until", day: dayOn(localDate(end, timeline.time_zone), timeline) };
}

/** The first and the last photo of the series with the most days between them, from the front among equals; null without two photos of one angle. */
export function firstAndLast(photos: readonly Photo[]): readonly [Photo, Photo] | null {
  const pairs = seriesByAngle(photos).flatMap(([first, ...later]) => later.slice(-1).map((last) => [first, last] as const));
  const length = ([first, last]: readonly [Photo, Photo]): number => Math.round((Date.parse(last.taken_at) - Date.parse(first.taken_at)) / DAY);
  return pairs.reduce<readonly [Photo, Photo] | null>((best, pair) => (best && length(best) >= length(pair) ? best : pair), null);
}
