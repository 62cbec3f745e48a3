/** What happens on this phone when the person has ended its session from another device. */

import { signal } from "@preact/signals";
import { api, bodyOf, isProblem } from "../api";
import type { ProblemCode } from "../domain/vocabulary";
import { eraseEverything, eraseSent } from "../store/erase";
import { withSyncLock } from "../sync/sync-loop";
import { authSession, forgetPerson } from "./auth-session";
import { forgetOwner } from "./owner";
import { disablePush } from "./push";

/** Why this phone was emptied, for the sign-in screen. */
export interface SessionEnd {
  readonly code: ProblemCode;
  /** Changes that were not sent: still on this phone, or gone with the account. */
  readonly unsent: number;
}

/** Undefined unless it has happened since the app was opened. */
export const sessionEnd = signal<SessionEnd | undefined>(undefined);

/**
 * Erase what the person has erased or signed out elsewhere: with the account everything, else what has been sent, also if the
 * operator has disabled the account. Ask the server if the code is not known. Any other code erases nothing.
 *
 * If the storage does not permit it, the session stays closed and the next start of the app tries again.
 */
export async function leaveThisPhone(known?: ProblemCode): Promise<void> {
  const code = known ?? (await codeOfRefusal());
  if (code !== "device-signed-out" && code !== "account-disabled" && code !== "account-erased") return;
  await disablePush();
  await withSyncLock(async () => {
    if (authSession.value.state === "in") return; // signed in again in the meantime
    const unsent = await eraseSent();
    if (code === "account-erased" || unsent === 0) {
      await eraseEverything();
      forgetOwner();
    }
    forgetPerson();
    sessionEnd.value = { code, unsent };
  }).catch(() => undefined);
}

async function codeOfRefusal(): Promise<ProblemCode | undefined> {
  try {
    await bodyOf(api.GET("/api/me"));
    return undefined;
  } catch (thrown) {
    return isProblem(thrown) ? thrown.code : undefined;
  }
}
