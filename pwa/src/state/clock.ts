import { computed, signal } from "@preact/signals";
import { deviceTimeZone } from "../domain/dates";

const TICK = 20_000;
/** Milliseconds: beyond this the two clocks count as different. */
const TROUBLE = 2 * 60_000;
const STORED_OFFSET = "afterglow.clock-offset";

/** The current time of the phone in epoch milliseconds, for screens that follow it; updated three times a minute. */
export const now = signal(Date.now());

/**
 * Milliseconds by which the phone's clock is ahead of the server's, negative if it is behind, as last measured; null if it
 * was never measured. Remembered on this phone, so that a wrong clock is known at the next start without a network.
 */
export const clockOffset = signal(storedOffset());

/** Whether the two clocks differ by more than two minutes. Which of them is wrong is not known. */
export const clockTrouble = computed(() => Math.abs(clockOffset.value ?? 0) > TROUBLE);

/**
 * The times to answer for: [by the phone's clock, by the server's]. The two are equal unless there is `clockTrouble`.
 * Evaluate for both and show the stricter answer (domain/stricter-answer.ts, domain/stricter-today.ts).
 */
export const answerTimes = computed((): readonly [phone: number, server: number] => [
  now.value,
  clockTrouble.value ? now.value - (clockOffset.value ?? 0) : now.value,
]);

/** Adopt a measurement. Entries written before it are not changed. */
export function setClockOffset(offset: number): void {
  clockOffset.value = offset;
  now.value = Date.now();
  try {
    localStorage.setItem(STORED_OFFSET, String(offset));
  } catch {
    // a full phone: the next exchange measures again
  }
}

function storedOffset(): number | null {
  const stored = Number(localStorage.getItem(STORED_OFFSET) ?? Number.NaN);
  return Number.isFinite(stored) ? stored : null;
}

/** The IANA time zone of this phone; UTC if the browser cannot name it. */
export const phoneTimeZone = deviceTimeZone;

const tick = (): void => {
  now.value = Date.now();
};

setInterval(tick, TICK);
document.addEventListener("visibilitychange", tick);
