/** Updates of the app. A new version waits until the person accepts it, so that no reload loses an unsaved check-in. */
import { signal } from "@preact/signals";

const HOUR_MS = 3_600_000;

/** The waiting new version, if there is one. */
export const waitingVersion = signal<ServiceWorker | undefined>(undefined);

/** Register the service worker and check for updates, at startup and hourly while the app is open. */
export function watchForUpdates(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  navigator.serviceWorker.addEventListener("controllerchange", reloadOnce);
  void navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).then(watch, () => undefined);
}

/** Activate the waiting version; the page reloads once it has taken over. */
export function updateNow(): void {
  reload = true;
  waitingVersion.value?.postMessage({ type: "take-over" });
}

/**
 * Load the page anew, for a part of the app that failed more than once: without a worker there is no new version to accept,
 * and some browsers remember a failed import until then. Offline, the page stays: it might not come back.
 */
export function reloadIfOnline(): void {
  if (navigator.onLine) location.reload();
}

let reload = false;

function reloadOnce(): void {
  if (!reload) return; // the first worker of a new installation also takes control: no reason to reload
  reload = false;
  location.reload();
}

function watch(registration: ServiceWorkerRegistration | undefined): void {
  if (!registration) return; // some privacy tools resolve without a registration
  note(registration);
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", () => note(registration));
  });
  const check = (): void => void registration.update().catch(() => undefined);
  setInterval(check, HOUR_MS);
  // Part of the app did not load. After a deployment, the server has only the files of the new version.
  addEventListener("vite:preloadError", check);
}

function note(registration: ServiceWorkerRegistration): void {
  // Without a controller this is the first visit: there is no older version to replace.
  if (registration.waiting && navigator.serviceWorker.controller) waitingVersion.value = registration.waiting;
}
