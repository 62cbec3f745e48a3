/**
 * The app lock: after two minutes in the background, a passkey of the person opens the app again. While the app is hidden, a cover
 * stands in for it, which also shows in the list of recent apps where the platform takes its picture late enough.
 *
 * It protects against somebody who holds the unlocked phone. It does not encrypt anything: DECISIONS.md says why.
 */
import { signal } from "@preact/signals";
import { APP_LOCK } from "./auth-session";

/** When the app was last left, for its next start. */
const LEFT_AT = "afterglow.left-at";
export const LOCK_AFTER_MS = 2 * 60_000;

/** `covered`: hidden, and open again as soon as it is visible. `locked`: waits for the passkey. */
export const appCover = signal<"open" | "covered" | "locked">("open");

/** Id of the passkey that opens the app on this phone; null while the lock is off. */
export const unlockingPasskey = signal(localStorage.getItem(APP_LOCK));

/** Lock the app from now on; it is opened by the passkey that was just answered on this device. */
export function turnOnAppLock(passkeyId: string): void {
  localStorage.setItem(APP_LOCK, passkeyId);
  unlockingPasskey.value = passkeyId;
}

export function turnOffAppLock(): void {
  localStorage.removeItem(APP_LOCK);
  localStorage.removeItem(LEFT_AT);
  unlockingPasskey.value = null;
}

export function openApp(): void {
  appCover.value = "open";
}

/** Follow the app into the background and back. Locks at once if it was left too long ago. Returns how to stop. */
export function watchAppLock(): () => void {
  if (isOverdue()) appCover.value = "locked";
  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", follow);
  return () => {
    document.removeEventListener("visibilitychange", follow);
    removeEventListener("pagehide", follow);
  };
}

function follow({ type }: Event): void {
  unlockingPasskey.value = localStorage.getItem(APP_LOCK); // signing out removes it
  if (unlockingPasskey.value === null) openApp();
  else if (document.visibilityState === "hidden" || type === "pagehide") leave();
  else if (appCover.value === "covered") appCover.value = isOverdue() ? "locked" : "open";
}

function leave(): void {
  if (appCover.value === "locked") return;
  try {
    localStorage.setItem(LEFT_AT, String(Date.now()));
  } catch {
    // a full phone: the older time stays, which locks sooner
  }
  appCover.value = "covered";
}

/** Whether the app was left two minutes ago or more. A clock that was set back, or a time that is missing, locks too. */
function isOverdue(): boolean {
  const away = Date.now() - Number(localStorage.getItem(LEFT_AT) ?? Number.NaN);
  return unlockingPasskey.value !== null && !(away >= 0 && away < LOCK_AFTER_MS);
}
