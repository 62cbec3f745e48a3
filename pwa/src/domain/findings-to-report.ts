/** What the patient still has to tell the practitioner. */

import { assess, isOpen, type Finding } from "./assessment";
import { HOUR } from "./dates";
import type { Entry, EntryDocument, Treatment } from "./diary";
import { cuesOf } from "./finding-reasons";
import type { Timeline } from "./timeline";

/** The findings that stay visible to the patient because they are neither gone nor answered by a reply. */
export function openFindings(timeline: Timeline, diary: readonly Entry[], repliedAt: readonly string[] = []): readonly Finding[] {
  return assess(timeline, diary, repliedAt).filter(isOpen);
}

/** The findings to show after this entry: those that are open with it, and began no later. */
export function findingsToReport(
  timeline: Timeline,
  diary: readonly Entry[],
  entry: Entry,
  repliedAt: readonly string[] = [],
): readonly Finding[] {
  const entries = [...diary.filter((each) => each.id !== entry.id), entry];
  return openFindings(timeline, entries, repliedAt).filter(({ since_at }) => Date.parse(since_at) <= Date.parse(entry.occurred_at));
}

/** The answers of an entry that says that a finding is gone: its sign, or every cue of it that still has a score. */
export function answerGone(finding: Finding, diary: readonly Entry[]): Partial<EntryDocument> {
  if (finding.sign !== null) return { signs_gone: [finding.sign] };
  const shown = cuesOf(finding).filter((cue) => diary.some(({ document }) => (document.scores[cue] ?? 0) > 0));
  return { scores: Object.fromEntries(shown.map((cue) => [cue, 0])) };
}

/** The answers of an entry that says that a finding is still there: its sign, or the last score of every cue that has not gone. */
export function answerStill(finding: Finding, diary: readonly Entry[]): Partial<EntryDocument> {
  const { sign, area } = finding;
  if (sign !== null) return { signs: [{ sign, area }] };
  const scores = cuesOf(finding).flatMap((cue) => {
    const last = diary.findLast(({ document }) => document.scores[cue] !== undefined)?.document.scores[cue];
    return last ? [[cue, last] as const] : [];
  });
  return { scores: Object.fromEntries(scores) };
}

/** When the patient last reported what the finding is about. */
export function lastReportedAt(finding: Finding, diary: readonly Entry[]): string {
  const cues = cuesOf(finding);
  const last = diary.findLast(({ document }) => document.signs.some(({ sign }) => sign === finding.sign) || cues.some((cue) => (document.scores[cue] ?? 0) > 0));
  return last?.occurred_at ?? finding.since_at;
}

/** Within how many hours a clinic answers that has not said so. */
const USUAL_REPLY_HOURS = 24;

/** Whether the clinic should have replied by now: the finding is older than the time in which it says it answers, and no reply answers it. */
export function isReplyLate({ reasons }: Finding, { clinic_hours }: Pick<Treatment, "clinic_hours">, now: number): boolean {
  const within = (clinic_hours?.reply_hours ?? USUAL_REPLY_HOURS) * HOUR;
  return reasons.every(({ at }) => now - Date.parse(at) >= within);
}
