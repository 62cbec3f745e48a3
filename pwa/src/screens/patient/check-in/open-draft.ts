import { loadDraft, type Draft } from "../../../actions/diary/draft";
import { emptyDocument, type Treatment } from "../../../domain/diary";
import { phoneTimeZone } from "../../../state/clock";
import { entries } from "../../../state/diary";

/** The stored draft if there is one, else the entry to edit, else an empty check-in. Rejects if the phone cannot be read. */
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
