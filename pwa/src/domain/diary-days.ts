/** The diary of one treatment, day by day. Dates are local, `YYYY-MM-DD`: where the phone was when an entry was written. */

import { isEmptyDocument } from "./reports";
import { assess } from "./assessment";
import { endOfCourse } from "./course";
import { daysBetween, localDate } from "./dates";
import { isBaseline, type Entry, type EntryDocument, type Photo, type Reply } from "./diary";
import { repliesByQuestion } from "./replies-by-question";
import type { Timeline } from "./timeline";
import { SYMPTOMS, type Symptom } from "./vocabulary";

/** What the phone has of one treatment. */
export interface TreatmentDiary {
  readonly entries: readonly Entry[];
  readonly photos: readonly Photo[];
  readonly replies: readonly Reply[];
}

/** An entry with its photos, and the replies to its question. */
export interface DiaryEntry {
  readonly entry: Entry;
  readonly photos: readonly Photo[];
  readonly replies: readonly Reply[];
}

export interface DiaryDay {
  readonly date: string;
  /** The day of healing, in the numbering of the sheet. */
  readonly day: number;
  /** Oldest first. */
  readonly entries: readonly DiaryEntry[];
  /** Photos that the clinic took on this day before the treatment. */
  readonly atClinic: readonly Photo[];
  /** Replies of this day to no question of the diary. */
  readonly replies: readonly Reply[];
  /** The strongest score of each symptom that was scored. */
  readonly scores: EntryDocument["scores"];
  /** Whether the day has a sign, or raised a finding. */
  readonly hasFinding: boolean;
}

/** The symptom with the highest score, the first of the vocabulary among equals. */
export function strongest(scores: EntryDocument["scores"]): { readonly symptom: Symptom; readonly score: number } | null {
  const scored = SYMPTOMS.flatMap((symptom) => {
    const score = scores[symptom];
    return score === undefined ? [] : [{ symptom, score }];
  });
  return scored.reduce<(typeof scored)[number] | null>((best, each) => (best && best.score >= each.score ? best : each), null);
}

/** All photos of a day: those of the entries, in their order, then those of the clinic; of each, those from the front first. */
export function photosOn({ entries, atClinic }: DiaryDay): readonly Photo[] {
  return [entries.flatMap(({ photos }) => photos), atClinic].flatMap((all) => [
    ...all.filter(({ angle }) => angle === "front"),
    ...all.filter(({ angle }) => angle !== "front"),
  ]);
}

/**
 * The days on which something was written, photographed or replied, newest first; the clinic's photos are dated by its time zone. An entry whose only report was taken back
 * is left out. `timeZone` is that of the phone: replies are dated by it.
 */
export function diaryDays(diary: TreatmentDiary, timeline: Timeline, timeZone: string): readonly DiaryDay[] {
  const { answers, alone } = repliesByQuestion(diary);
  const photos = grouped(diary.photos, ({ entry_id }) => entry_id ?? "");
  const shown = diary.entries
    .map((entry) => ({ entry, photos: photos.get(entry.id) ?? [], replies: answers.get(entry.id) ?? [] }))
    .filter((each) => !isEmptyDocument(each.entry.document) || each.photos.length > 0)
    .sort((a, b) => moment(a.entry.occurred_at) - moment(b.entry.occurred_at));
  const entries = grouped(shown, ({ entry }) => localDate(moment(entry.occurred_at), entry.document.time_zone));
  const replies = grouped(alone, ({ created_at }) => localDate(moment(created_at), timeZone));
  const marked = new Set(assess(timeline, diary.entries).flatMap(({ reasons }) => reasons.map(({ entry_id }) => entry_id)));
  const clinics = grouped(diary.photos.filter(isBaseline), ({ taken_at }) => localDate(moment(taken_at), timeline.time_zone));
  const dates = [...new Set([...entries.keys(), ...replies.keys(), ...clinics.keys()])].sort().reverse();
  return dates.map((date) => {
    const [own, atClinic, replied] = [entries.get(date) ?? [], clinics.get(date) ?? [], replies.get(date) ?? []];
    return dayOf({ date, day: dayOn(date, timeline), entries: own, atClinic, replies: replied }, marked);
  });
}

function dayOf(day: Omit<DiaryDay, "scores" | "hasFinding">, marked: ReadonlySet<string>): DiaryDay {
  const scores: Partial<Record<Symptom, number>> = {};
  for (const { entry } of day.entries) {
    for (const [symptom, score] of Object.entries(entry.document.scores) as [Symptom, number][]) {
      scores[symptom] = Math.max(score, scores[symptom] ?? 0);
    }
  }
  const hasFinding = day.entries.some(({ entry }) => entry.document.signs.length > 0 || marked.has(entry.id));
  return { ...day, scores, hasFinding };
}

/** The day of healing on a date, in the numbering of the sheet. */
export function dayOn(date: string, { treated_at, time_zone, day_one }: Timeline): number {
  return daysBetween(localDate(moment(treated_at), time_zone), date) + day_one;
}

/** The first and the last date of a strip of days, both included. */
export interface DateRange {
  readonly from: string;
  readonly until: string;
}

/** The days to show: from the treatment until today, or, for an earlier treatment, until the end of its course; always all that is in the diary. */
export function rangeOf(timeline: Timeline, days: readonly DiaryDay[], today: string, isCurrent: boolean): DateRange {
  const start = localDate(moment(timeline.treated_at), timeline.time_zone);
  const dates = days.map(({ date }) => date).sort();
  const end = endOfCourse(timeline);
  const over = end === null ? start : localDate(end.at, timeline.time_zone);
  const until = isCurrent || over > today ? today : over;
  return { from: earlier(start, dates[0] ?? start), until: later(start, later(until, dates.at(-1) ?? until)) };
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function moment(at: string): number {
  return Date.parse(at);
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
