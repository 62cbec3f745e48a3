import { database } from "../../store/database";
import { findDraft, deleteDraft, saveDraft } from "../../store/diary";
import type { Draft, DraftPicture } from "../../store/schema";

export type { Draft, DraftPicture };

/** The check-in, or the edit of an entry, that was left half done, if any. */
export async function loadDraft(treatmentId: string, entryId?: string): Promise<Draft | undefined> {
  return findDraft(await database(), treatmentId, entryId);
}

/** Keeps a half-done check-in, so that it survives a closed app. */
export async function storeDraft(draft: Draft): Promise<void> {
  await saveDraft(await database(), draft);
}

/** Throws the half-done check-in away. */
export async function discardDraft(entryId: string): Promise<void> {
  await deleteDraft(await database(), entryId);
}
