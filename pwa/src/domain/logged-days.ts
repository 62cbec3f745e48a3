/** On which days of a treatment the patient has made a check-in. */

import { daysBetween, localDate } from "./dates";
import type { Entry, EntryDocument, Photo } from "./diary";
import { signsGoneIn } from "./signs-gone";

interface Diary {
  readonly entries: readonly Entry[];
  readonly photos: readonly Photo[];
}

/**
 * One value per day from the treatment until `now`, both days included: whether something was logged on it. Acts and duties that are
 * reported with one tap do not make a day. Empty before the treatment.
 */
export function loggedDays({ entries, photos }: Diary, treatedAt: string, now: number, timeZone: string): readonly boolean[] {
  const first = localDate(Date.parse(treatedAt), timeZone);
  const count = daysBetween(first, localDate(now, timeZone)) + 1;
  const moments = [...entries.filter(({ document }) => isCheckIn(document)).map(({ occurred_at }) => occurred_at), ...photos.map(({ taken_at }) => taken_at)];
  const logged = new Set(moments.map((at) => daysBetween(first, localDate(Date.parse(at), timeZone))));
  return Array.from({ length: Math.max(0, count) }, (_, day) => logged.has(day));
}

function isCheckIn(document: EntryDocument): boolean {
  const { scores, signs, states, products, activities, note, question } = document;
  const parts = [scores, signs, states, products, activities, signsGoneIn(document)];
  return note !== "" || question !== "" || parts.some((part) => Object.keys(part).length > 0);
}
