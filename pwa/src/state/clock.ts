import { signal } from "@preact/signals";

const TICK = 20_000;

/** The current time in epoch milliseconds for screens that follow it; updated three times a minute. */
export const now = signal(Date.now());

/** The IANA time zone of this phone. */
export const phoneTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const tick = (): void => {
  now.value = Date.now();
};

setInterval(tick, TICK);
document.addEventListener("visibilitychange", tick);
