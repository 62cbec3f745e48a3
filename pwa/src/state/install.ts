/** Catches the browser's offer to install the app. What to make of it is in install-way.ts, apart from the first load. */
import { signal } from "@preact/signals";

/** Chromium's event; not in TypeScript's library. */
export interface InstallEvent extends Event {
  prompt: () => Promise<{ outcome: "accepted" | "dismissed" }>;
}

/** The browser's install prompt, which is offered early and only once. */
export const installPrompt = signal<InstallEvent | undefined>(undefined);

/** Whether the app was installed while this page was open. */
export const installed = signal(false);

/** Keep the browser's install prompt. Call it at startup. */
export function watchForInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installPrompt.value = event as InstallEvent;
  });
  addEventListener("appinstalled", () => {
    installed.value = true;
  });
}
