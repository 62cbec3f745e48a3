/** What a diary holds at the end of a course. */

import { DAY, localDate } from "./dates";
import type { Entry, Photo } from "./diary";
import { SYMPTOMS, type Symptom } from "./vocabulary";

export interface Reached {
  /** On how many days something about the skin was logged. */
  readonly days: number;
  readonly photos: number;
  /** Symptoms that were logged, and that the last score says are gone. */
  readonly resolved: readonly Symptom[];
}

/** What the patient has logged. `entries` are oldest first. */
export function reached(entries: readonly Entry[], photos: readonly Photo[], timeZone: string): Reached {
  const scored = entries.filter(({ document }) => Object.keys(document.scores).length > 0);
  const days = new Set(scored.map(({ occurred_at }) => localDate(Date.parse(occurred_at), timeZone)));
  const scoresOf = (symptom: Symptom): readonly number[] => scored.flatMap(({ document }) => document.scores[symptom] ?? []);
  const resolved = SYMPTOMS.filter((symptom) => Math.max(0, ...scoresOf(symptom)) > 0 && scoresOf(symptom).at(-1) === 0);
  return { days: days.size, photos: photos.length, resolved };
}

const WEEK = 7 * DAY;

/** Whether the last photo is a week old, or there is none. */
export function isPhotoDue(photos: readonly Photo[], now: number): boolean {
  return photos.every(({ taken_at }) => now - Date.parse(taken_at) >= WEEK);
}
