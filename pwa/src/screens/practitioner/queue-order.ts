import type { QueueItem } from "../../state/clinic";

const WEEK_MS = 7 * 86_400_000;

/** The queue in three parts, the most urgent first. */
export interface OrderedQueue {
  readonly needs: readonly QueueItem[];
  readonly week: readonly QueueItem[];
  readonly rest: readonly QueueItem[];
}

/** Whether a shared diary holds findings or a question and has not been reviewed since its last entry. */
export function needsYou(item: QueueItem): boolean {
  if (!item.shared || (item.findings.length === 0 && !item.question_open)) return false;
  return item.reviewed_at === null || item.last_entry_at === null || item.last_entry_at > item.reviewed_at;
}

function isThisWeek(item: QueueItem, now: number): boolean {
  const next = item.next_treatment_at === null ? Number.NaN : Date.parse(item.next_treatment_at);
  return next >= now - 12 * 3_600_000 && next < now + WEEK_MS;
}

/** Sort the queue: findings and questions first, then this week's sessions by date, then everyone else, the newest treatment first. */
export function ordered(items: readonly QueueItem[], now: number, search = ""): OrderedQueue {
  const matching = items.filter((item) => item.patient_name.toLowerCase().includes(search.trim().toLowerCase()));
  const needs = matching.filter(needsYou);
  const week = matching.filter((item) => !needsYou(item) && isThisWeek(item, now));
  const rest = matching.filter((item) => !needsYou(item) && !isThisWeek(item, now));
  return {
    needs: needs.toSorted((a, b) => b.findings.length - a.findings.length),
    week: week.toSorted((a, b) => (a.next_treatment_at ?? "").localeCompare(b.next_treatment_at ?? "")),
    rest: rest.toSorted((a, b) => b.treated_at.localeCompare(a.treated_at)),
  };
}
