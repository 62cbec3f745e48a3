/**
 * Erase an entry or a photo. It disappears at once, on all tabs, and can be undone for ten seconds. `screens/patient/erasing.tsx`
 * has the buttons and the toast with "Undo".
 */

import { saved } from "../../state/diary";
import { database } from "../../store/database";
import { removeErasedTreatment } from "../../store/erased-elsewhere";
import { holdErasure, undoErasure, type Erasable } from "../../store/erasures";
import { StorageProblem } from "../../store/problem";

export type { Erasable };

/** Milliseconds for which an erasure can be undone: the toast offers it for this long. */
export const UNDO_MS = 10_000;
/** Milliseconds more until it is sent, so that a tap in the last moment still counts. */
const GRACE = 2_000;

/** Erase an entry with its photos, its draft and its unsent changes. Works offline. Throws `StorageProblem`: then it is still there. */
export function eraseEntry(id: string): Promise<void> {
  return erase("entry", id);
}

/** Erase a photo. Works offline. Throws `StorageProblem`: then it is still there. */
export function erasePhoto(id: string): Promise<void> {
  return erase("photo", id);
}

async function erase(kind: Erasable, id: string): Promise<void> {
  const now = Date.now();
  await holdErasure(await database(), kind, id, { now, eraseAt: now + UNDO_MS + GRACE });
  saved();
}

/** Show an entry or a photo again that was erased a moment ago, exactly as it was. Returns false if it is too late. Throws `StorageProblem`. */
export async function undoErasing(kind: Erasable, id: string): Promise<boolean> {
  const undone = await undoErasure(await database(), kind, id);
  saved();
  return undone;
}

/**
 * Delete from this phone a treatment that the server has just erased at this phone's request. Otherwise the next sync would say
 * that another device has erased it, together with what this phone had not sent.
 */
export async function treatmentErased(id: string): Promise<void> {
  try {
    await removeErasedTreatment(await database(), id);
  } catch (problem) {
    if (!(problem instanceof StorageProblem)) throw problem; // the sync will delete it
  }
  saved();
}
