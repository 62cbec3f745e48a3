import { api, bodyOf, isProblem } from "../../api";
import { disablePush } from "../../state/push";
import { forgetPerson, deferSignOut } from "../../state/session";
import { eraseEverything } from "../../store/erase";
import { withSyncLock } from "../../sync/sync-loop";
import { forgetOwner } from "./complete-sign-in";

/** Sign out and erase the local data. Works offline; the session on the server is then ended at the next start. */
export async function signOut(): Promise<void> {
  await disablePush();
  try {
    await bodyOf(api.POST("/api/sign-out"));
  } catch (thrown) {
    if (!isProblem(thrown, "not-signed-in")) deferSignOut();
  }
  // A sync that is still running would write what it has just fetched into the erased database: wait for it.
  await withSyncLock(async () => {
    await eraseEverything();
    forgetOwner();
    forgetPerson();
  });
}
