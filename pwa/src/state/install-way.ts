/** How this browser puts the app on the home screen, and whether the person was asked about it. */
import { installed, installPrompt } from "./install";

/**
 * `button`: the browser's own prompt. `iphone`, `ipad`: Safari's share menu. `not-safari`: another browser of iOS, from which it is not
 * certain to work. `firefox`: Firefox's menu on Android. `none`: not possible here.
 */
export type InstallWay = "button" | "iphone" | "ipad" | "not-safari" | "firefox" | "installed" | "none";

const ASKED = "afterglow.install-asked";

/** Safari of iOS, by the names that other browsers and the browsers inside other apps add or leave out. */
const NOT_SAFARI = /CriOS|FxiOS|EdgiOS|OPT\/|OPiOS|DuckDuckGo|YaBrowser|GSA\/|FBA[NV]|Instagram|Line\/|Snapchat|TikTok|musical_ly|Pinterest|LinkedInApp/;

/** How to install the app on this device. */
export function installWay(): InstallWay {
  if (installed.value || isInstalledApp()) return "installed";
  if (installPrompt.value) return "button";
  const { userAgent } = navigator;
  if (isAppleTouch()) return appleWay(userAgent);
  return /Android.*Firefox\//.test(userAgent) ? "firefox" : "none";
}

function appleWay(userAgent: string): InstallWay {
  if (NOT_SAFARI.test(userAgent) || !/Safari\//.test(userAgent)) return "not-safari";
  return /iPhone|iPod/.test(userAgent) ? "iphone" : "ipad";
}

/** Whether this is an iPhone or an iPad. An iPad calls itself a Macintosh, which has no touch screen. */
export function isAppleTouch(): boolean {
  const { userAgent, maxTouchPoints } = navigator;
  return /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes("Macintosh") && maxTouchPoints > 1);
}

/** Whether this page runs as the installed app. */
export function isInstalledApp(): boolean {
  return isOnAppleHomeScreen() || matchMedia("(display-mode: standalone)").matches;
}

/** Whether this page was opened from the home screen of iOS, where no link of another app or site can lead. */
export function isOnAppleHomeScreen(): boolean {
  return (navigator as { standalone?: boolean }).standalone === true;
}

/** Whether the app can be installed here and the person has not been asked yet. */
export function shouldAskToInstall(): boolean {
  const way = installWay();
  return way !== "installed" && way !== "none" && localStorage.getItem(ASKED) === null;
}

/** Do not ask again on this device. The settings still lead to it. */
export function rememberAsked(): void {
  localStorage.setItem(ASKED, "yes");
}

/** Show the browser's install prompt, which works once. Returns whether the person has accepted it. */
export async function install(): Promise<boolean> {
  const choice = await installPrompt.value?.prompt();
  installPrompt.value = undefined;
  return choice?.outcome === "accepted";
}
