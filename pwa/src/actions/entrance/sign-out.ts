import { api, bodyOf, isProblem } from "../../api";
import { forgetOwner } from "../../state/owner";
import { disablePush } from "../../state/push";
import { forgetPerson, deferSignOut } from "../../state/auth-session";
import { eraseEverything } from "../../store/erase";
import { withSyncLock } from "../../sync/sync-loop";

/**
 * Sign out and erase the local data. Works offline; the server is then told at the next start. Rejects with
 * `StorageProblem` (`storage-blocked`) if another tab holds the database: the person stays signed in on this phone and
 * can repeat it once that tab is closed.
 */
export async function signOut(): Promise<void> {
  await disablePush();
  try {
    await bodyOf(api.POST("/api/sign-out"));
  } catch (thrown) {
    if (!isProblem(thrown, "not-signed-in", "device-signed-out", "account-erased")) deferSignOut();
  }
  // A sync that is still running would write what it has just fetched into the erased database: wait for it.
  await withSyncLock(async () => {
    await eraseEverything();
    forgetOwner();
    forgetPerson();
  });
}
