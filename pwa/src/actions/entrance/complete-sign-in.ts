import { suggestLanguage } from "../../i18n";
import { signedIn, type Me } from "../../state/session";
import { eraseEverything } from "../../store/erase";
import { withSyncLock } from "../../sync/sync-loop";

const OWNER = "afterglow.owner";

/** Someone has signed in here. If this phone still keeps somebody else's diary, that goes first. */
export async function completeSignIn(person: Me): Promise<void> {
  const owner = localStorage.getItem(OWNER);
  if (owner !== null && owner !== person.id) await withSyncLock(eraseEverything);
  localStorage.setItem(OWNER, person.id);
  signedIn(person);
  await suggestLanguage(person.language).catch(() => undefined); // the words can wait, the way in cannot
}

/** Nothing of anybody is kept here any more. */
export function forgetOwner(): void {
  localStorage.removeItem(OWNER);
}
