import { signal } from "@preact/signals";

const TICK = 20_000;

/** The moment that screens project the timeline for, in epoch milliseconds; moves three times a minute. */
export const now = signal(Date.now());

/** The IANA zone of this phone. */
export const phoneTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const tick = (): void => {
  now.value = Date.now();
};

setInterval(tick, TICK);
document.addEventListener("visibilitychange", tick);
