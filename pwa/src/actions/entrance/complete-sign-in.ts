import { suggestLanguage } from "../../i18n";
import { claimPhone } from "../../state/owner";
import { signedIn, type Me } from "../../state/auth-session";

/**
 * Open the session of a person who has just signed in. Erases the diary of another person that is still on this phone;
 * rejects with `StorageProblem`, and opens nothing, if that is impossible.
 */
export async function completeSignIn(person: Me): Promise<void> {
  await claimPhone(person.id);
  signedIn(person);
  await suggestLanguage(person.language).catch(() => undefined); // a language that does not load must not prevent the sign-in
}
