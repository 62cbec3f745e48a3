/** What the patient still has to tell the practitioner. */

import { assess, isOpen, type Finding } from "./assessment";
import type { Entry, EntryDocument } from "./diary";
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
