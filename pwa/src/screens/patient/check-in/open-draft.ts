import { loadDraft, type Draft } from "../../../actions/diary/draft";
import { emptyDocument, type Treatment } from "../../../domain/diary";
import { phoneTimeZone } from "../../../state/clock";
import { entries } from "../../../state/diary";

/** Load the stored draft, else make one of the entry to be edited, else an empty one. */
export async function openDraft(treatment: Treatment, entryId?: string): Promise<Draft> {
  const stored = await loadDraft(treatment.id, entryId);
  if (stored) return stored;
  const entry = entries.value.find((each) => each.id === entryId);
  return {
    treatment_id: treatment.id,
    entry_id: entry?.id ?? crypto.randomUUID(),
    occurred_at: entry?.occurred_at ?? null,
    document: entry?.document ?? emptyDocument(phoneTimeZone()),
    pictures: [],
    touched_at: Date.now(),
  };
}
