import type { Draft } from "../../store/schema";
import { database } from "../../store/database";
import { saveEntry } from "../../store/diary";
import { saved } from "../../state/diary";

/** Milliseconds after which an entry counts as written from memory. */
const BACK_DATED_FROM = 3 * 3_600_000;

/** Save the check-in on this phone. Does not wait for the network. */
export async function saveCheckIn(draft: Draft): Promise<void> {
  const now = Date.now();
  const occurred = draft.occurred_at ?? new Date(now).toISOString();
  const back_dated = draft.document.back_dated || now - Date.parse(occurred) > BACK_DATED_FROM;
  const { entry_id: id, treatment_id } = draft;
  const entry = { id, treatment_id, occurred_at: occurred, document: { ...draft.document, back_dated }, revision: 0, edited: false };
  await saveEntry(await database(), entry, draft.pictures, now);
  saved();
}
