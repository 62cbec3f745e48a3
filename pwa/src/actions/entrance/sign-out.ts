import { api, bodyOf, isProblem, isSessionOver } from "../../api";
import { withFreshPasskey } from "../../state/fresh-passkey";
import { forgetMarks } from "../../state/eye-marks";
import { forgetLists } from "../../state/list-memory";
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
    if (!isSessionOver(thrown)) deferSignOut();
  }
  await erasePhone();
}

/** Sign out every device of the person on the server, this one included. `leavePhone` has to follow. Throws `Problem`. */
export async function signOutEverywhere(): Promise<void> {
  await withFreshPasskey(() => bodyOf(api.DELETE("/api/my/auth-sessions")));
}

/** Erase the account on the server. `leavePhone` has to follow. Throws `Problem`. */
export async function eraseAccount(): Promise<void> {
  try {
    await withFreshPasskey(() => bodyOf(api.DELETE("/api/me")));
  } catch (thrown) {
    if (!isProblem(thrown, "account-erased")) throw thrown; // the response to an earlier attempt was lost
  }
}

/** Erase the local data after the server has ended the session. Rejects with `StorageProblem`; it can be repeated. */
export async function leavePhone(): Promise<void> {
  await disablePush();
  await erasePhone();
}

async function erasePhone(): Promise<void> {
  // A sync that is still running would write what it has just fetched into the erased database: wait for it.
  await withSyncLock(async () => {
    await eraseEverything();
    forgetOwner();
    forgetLists();
    forgetMarks();
    forgetPerson();
  });
}
