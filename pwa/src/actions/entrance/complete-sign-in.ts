import { suggestLanguage } from "../../i18n";
import { signedIn, type Me } from "../../state/session";
import { eraseEverything } from "../../store/erase";
import { withSyncLock } from "../../sync/sync-loop";

const OWNER = "afterglow.owner";

/** Open the session of a person who has just signed in. Erases the diary of another person that is still on this phone. */
export async function completeSignIn(person: Me): Promise<void> {
  const owner = localStorage.getItem(OWNER);
  if (owner !== null && owner !== person.id) await withSyncLock(eraseEverything);
  localStorage.setItem(OWNER, person.id);
  signedIn(person);
  await suggestLanguage(person.language).catch(() => undefined); // a language that does not load must not prevent the sign-in
}

/** Forget whose data is on this phone, once it is erased. */
export function forgetOwner(): void {
  localStorage.removeItem(OWNER);
}
