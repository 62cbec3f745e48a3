/** What is half typed in a record form, as this device keeps it. Signing out erases it with everything else. */

import { database } from "../store/database";
import { getValue, setValue } from "../store/values";

/** Load what was stored under a name; undefined if there is nothing. Throws `StorageProblem`. */
export async function loadRecordDraft<Draft>(name: string): Promise<Draft | undefined> {
  return (await getValue<Draft | null>(await database(), name)) ?? undefined;
}

/** Store a draft, or discard it with null. Throws `StorageProblem`. */
export async function saveRecordDraft(name: string, draft: object | null): Promise<void> {
  await setValue(await database(), name, draft);
}
