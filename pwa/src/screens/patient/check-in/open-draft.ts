import { loadDraft, loadDraftOn, type Draft } from "../../../actions/diary/draft";
import { emptyDocument, type Treatment } from "../../../domain/diary";
import { eveningOf } from "../../../domain/part-of-day";
import { now, phoneTimeZone } from "../../../state/clock";
import { entriesOf } from "../../../state/diary";

/** What a check-in is about: an entry to edit, or an earlier day to make up for; else it is a new one for now. */
export interface Subject {
  readonly entryId?: string | undefined;
  /** A local date. One on which nothing can be added counts as now. */
  readonly day?: string | undefined;
}

/** The stored draft if there is one, else the entry to edit, else an empty check-in. Rejects if the phone cannot be read. */
export async function openDraft(treatment: Treatment, { entryId, day }: Subject): Promise<Draft> {
  const timeZone = phoneTimeZone();
  const evening = day === undefined ? null : eveningOf({ date: day, treatedAt: Date.parse(treatment.treated_at), timeZone }, now.value);
  const stored = await (evening === null || day === undefined ? loadDraft(treatment.id, entryId) : loadDraftOn(day, treatment.id, timeZone));
  if (stored) return stored;
  const entry = entriesOf(treatment.id).find((each) => each.id === entryId);
  return {
    treatment_id: treatment.id,
    entry_id: entry?.id ?? crypto.randomUUID(),
    occurred_at: entry?.occurred_at ?? (evening === null ? null : new Date(evening).toISOString()),
    document: entry?.document ?? emptyDocument(timeZone),
    pictures: [],
    touched_at: Date.now(),
  };
}
