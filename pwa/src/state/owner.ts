/** Whose data is on this phone. */

import { eraseEverything } from "../store/erase";
import { withSyncLock } from "../sync/sync-loop";
import { APP_LOCK, isOwnedByAnother, OWNER } from "./auth-session";

/** Make the phone this person's: erases the diary of another person. Rejects with `StorageProblem` if that is impossible. */
export async function claimPhone(personId: string): Promise<void> {
  if (isOwnedByAnother(personId)) {
    await withSyncLock(eraseEverything);
    forgetOwner();
  }
  localStorage.setItem(OWNER, personId);
}

/** Forget whose data is on this phone, and their app lock, once the data is erased. */
export function forgetOwner(): void {
  localStorage.removeItem(APP_LOCK);
  localStorage.removeItem(OWNER);
}
