/** Putting the app on the home screen. */
import { signal } from "@preact/signals";

/** Chromium's event; not in TypeScript's library. */
interface InstallEvent extends Event {
  prompt: () => Promise<{ outcome: "accepted" | "dismissed" }>;
}

/** How it can be installed here: by a button, by iOS' share menu, by the browser's own menu, or it is installed. */
export type InstallMethod = "button" | "ios" | "menu" | "installed";

const installPrompt = signal<InstallEvent | undefined>(undefined);
const installed = signal(false);

/** The way on this phone. */
export function installMethod(): InstallMethod {
  if (installed.value || matchMedia("(display-mode: standalone)").matches) return "installed";
  if (installPrompt.value) return "button";
  return /iPhone|iPad/.test(navigator.userAgent) ? "ios" : "menu";
}

/** Catches the browser's offer, which comes early and only once. Call it at start. */
export function watchForInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installPrompt.value = event as InstallEvent;
  });
  addEventListener("appinstalled", () => {
    installed.value = true;
  });
}

/** Lets the browser ask. */
export async function install(): Promise<void> {
  await installPrompt.value?.prompt();
  installPrompt.value = undefined;
}
