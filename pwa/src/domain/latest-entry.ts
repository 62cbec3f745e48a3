/** What the latest entries say of the skin. */

import { DAY } from "./dates";
import type { Entry, EntryDocument } from "./diary";

/** The flags of this moment ("now:sore") according to the latest entry of the last 24 hours that is about the skin. */
export function flagsNow(entries: readonly Entry[], now: number): Readonly<Record<string, boolean>> {
  const latest = newest(entries.filter((entry) => isRecent(entry, now) && isAboutSkin(entry.document)));
  if (!latest) return {};
  const { scores, signs } = latest.document;
  const flags: Record<string, boolean> = {};
  for (const [symptom, score] of Object.entries(scores)) flags[`now:${symptom}`] = score > 0;
  for (const { sign } of signs) flags[`now:${sign}`] = true;
  if (scores.tenderness !== undefined) flags["now:sore"] = scores.tenderness > 0;
  return flags;
}

/** An act, a question or a note says nothing about symptoms. */
export function isAboutSkin({ scores, signs }: EntryDocument): boolean {
  return signs.length > 0 || Object.keys(scores).length > 0;
}

function isRecent(entry: Entry, now: number): boolean {
  const at = Date.parse(entry.occurred_at);
  return at <= now && now - at < DAY;
}

/** The entry with the latest `occurred_at`. */
export function newest(entries: readonly Entry[]): Entry | undefined {
  return entries.reduce<Entry | undefined>(
    (best, entry) => (!best || Date.parse(entry.occurred_at) >= Date.parse(best.occurred_at) ? entry : best),
    undefined,
  );
}
