import { isEmptyDocument } from "../../domain/reports";
import { localDate } from "../../domain/dates";
import { database } from "../../store/database";
import { deleteDraft, findDraft, newDrafts, saveDraft } from "../../store/drafts";
import type { Draft, DraftPicture } from "../../store/schema";

export type { Draft, DraftPicture };

/** Load the unsaved check-in, or the unsaved edit of an entry, if there is one. */
export async function loadDraft(treatmentId: string, entryId?: string): Promise<Draft | undefined> {
  return findDraft(await database(), treatmentId, entryId);
}

/** Load the unsaved check-in that was begun for an earlier day, by its local date. */
export async function loadDraftOn(date: string, treatmentId: string, timeZone: string): Promise<Draft | undefined> {
  const drafts = await newDrafts(await database(), treatmentId);
  return drafts.findLast(({ occurred_at }) => occurred_at !== null && localDate(Date.parse(occurred_at), timeZone) === date);
}

/**
 * Store a draft, so that it survives closing the app. Rejects with `StorageProblem` if the phone cannot store it:
 * what was stored before stays, and the screen holds the only copy of the rest until the check-in is saved.
 */
export async function storeDraft(draft: Draft): Promise<void> {
  await saveDraft(await database(), draft);
}

/** Discard a draft. */
export async function discardDraft(entryId: string): Promise<void> {
  await deleteDraft(await database(), entryId);
}

/** Whether nothing was entered that an entry can hold. A text of blanks is nothing. */
export function hasNothingToSave({ document, pictures, typed = {} }: Draft): boolean {
  const { note, question } = document;
  const texts = { note: note.trim(), question: question.trim() };
  const isTyping = Object.values(typed).some((text) => text.trim() !== "");
  return isEmptyDocument({ ...document, ...texts }) && !pictures.length && !isTyping;
}

/** Whether a check-in was begun: something was entered, or the comparison was answered. */
export function isBegun(draft: Draft): boolean {
  return (draft.comparison ?? null) !== null || !hasNothingToSave(draft);
}
