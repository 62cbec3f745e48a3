/** Putting the app on the home screen. */
import { signal } from "@preact/signals";

/** Chromium's event; not in TypeScript's library. */
interface InstallEvent extends Event {
  prompt: () => Promise<{ outcome: "accepted" | "dismissed" }>;
}

/** How to install the app here: with a button, the share menu of iOS, or the browser's menu; or it is already installed. */
export type InstallMethod = "button" | "ios" | "menu" | "installed";

const installPrompt = signal<InstallEvent | undefined>(undefined);
const installed = signal(false);

/** How to install the app on this phone. */
export function installMethod(): InstallMethod {
  if (installed.value || matchMedia("(display-mode: standalone)").matches) return "installed";
  if (installPrompt.value) return "button";
  return /iPhone|iPad/.test(navigator.userAgent) ? "ios" : "menu";
}

/** Store the browser's install prompt, which is offered early and only once. Call it at startup. */
export function watchForInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installPrompt.value = event as InstallEvent;
  });
  addEventListener("appinstalled", () => {
    installed.value = true;
  });
}

/** Show the browser's install prompt. */
export async function install(): Promise<void> {
  await installPrompt.value?.prompt();
  installPrompt.value = undefined;
}
