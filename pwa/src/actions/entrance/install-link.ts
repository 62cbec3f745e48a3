/** Carries the sign-in over into the app that is being installed: on iOS it has storage of its own. All calls throw `Problem`. */
import { api, bodyOf, isProblem } from "../../api";
import { me } from "../../state/auth-session";
import { withFreshPasskey } from "../../state/fresh-passkey";
import { signInByLink } from "./sign-in";

/** Present once the installed app has used its link, or has learned that it does not work. */
const LINK_TRIED = "afterglow.install-link-tried";

/** A link for the app that is being installed: its token, and until when it works. */
export interface InstallLink {
  readonly token: string;
  readonly expiresAt: string;
}

/** Create a link that works once, for an hour. The previous one stops working. */
export async function createInstallLink(): Promise<InstallLink> {
  const { url, expires_at } = await withFreshPasskey(() => bodyOf(api.POST("/api/my/install-links")));
  return { token: new URL(url).hash.slice(1), expiresAt: expires_at };
}

/**
 * Start the installed app, whose address holds the token for ever: the link is used once and ignored from then on. It is used even if
 * iOS has copied Safari's session, so that signing out in one of the two does not sign the other out. Returns whether somebody is
 * signed in. Throws `Problem` if the server could not be asked and nobody is signed in.
 */
export async function startInstalledApp(token: string | undefined): Promise<boolean> {
  if (token !== undefined && localStorage.getItem(LINK_TRIED) === null) await useLink(token);
  return me() !== undefined;
}

async function useLink(token: string): Promise<void> {
  try {
    await signInByLink(token);
  } catch (thrown) {
    const isRefused = isProblem(thrown, "link-used", "link-expired", "link-unknown");
    if (!isRefused && me() === undefined) throw thrown;
    if (!isRefused) return; // signed in already, and offline: the next start tries it again
  }
  localStorage.setItem(LINK_TRIED, "yes");
}
