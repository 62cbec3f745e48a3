/** A new version waits until the person says "now": nobody loses a half-written check-in to a reload. */
import { signal } from "@preact/signals";

const HOUR_MS = 3_600_000;

/** The new version that waits, if any. */
export const waitingVersion = signal<ServiceWorker | undefined>(undefined);

/** Registers the service worker and watches for newer ones, at start and hourly while the app is open. */
export function watchForUpdates(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  navigator.serviceWorker.addEventListener("controllerchange", reloadOnce);
  void navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).then(watch, () => undefined);
}

/** Switches to the version that waits; the page reloads when it has taken over. */
export function updateNow(): void {
  reload = true;
  waitingVersion.value?.postMessage({ type: "take-over" });
}

let reload = false;

function reloadOnce(): void {
  if (!reload) return; // the very first worker takes control, too: no reason to reload
  reload = false;
  location.reload();
}

function watch(registration: ServiceWorkerRegistration | undefined): void {
  if (!registration) return; // some privacy tools answer so
  note(registration);
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", () => note(registration));
  });
  setInterval(() => void registration.update().catch(() => undefined), HOUR_MS);
}

function note(registration: ServiceWorkerRegistration): void {
  // Without a controller this is the first visit, and nothing is being replaced.
  if (registration.waiting && navigator.serviceWorker.controller) waitingVersion.value = registration.waiting;
}
