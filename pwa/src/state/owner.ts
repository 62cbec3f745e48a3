/** Whose data is on this phone. */

import { eraseEverything } from "../store/erase";
import { withSyncLock } from "../sync/sync-loop";
import { isOwnedByAnother, OWNER } from "./auth-session";

/** Make the phone this person's: erases the diary of another person. Rejects with `StorageProblem` if that is impossible. */
export async function claimPhone(personId: string): Promise<void> {
  if (isOwnedByAnother(personId)) await withSyncLock(eraseEverything);
  localStorage.setItem(OWNER, personId);
}

/** Forget whose data is on this phone, once it is erased. */
export function forgetOwner(): void {
  localStorage.removeItem(OWNER);
}
