/**
 * What the first screen does not need waits until that screen can be used: fonts, reminders, the words of "can I …?" and
 * the files for offline use would otherwise share the connection with it.
 */

/** Milliseconds after which the wait is over, even if the first screen is still loading. */
const LONGEST_WAIT = 10_000;

/** The mark in the browser's performance timeline; tests/e2e/wire.py counts what was asked for until then. */
const MARK = "usable";

let usable = false;
let latest: ReturnType<typeof setTimeout> | undefined;
const waiting: (() => void)[] = [];

/** Run this once the first screen can be used, or at once if it can be. */
export function afterFirstScreen(run: () => void): void {
  if (usable) {
    run();
    return;
  }
  waiting.push(run);
  latest ??= setTimeout(begin, LONGEST_WAIT);
}

/** The first screen is about to be painted with all that it shows. Further calls have no effect. */
export function firstScreenIsUsable(): void {
  if (usable) return;
  performance.mark(MARK);
  // Safari has no requestIdleCallback: after two frames the screen has been painted there, too
  if ("requestIdleCallback" in window) requestIdleCallback(begin, { timeout: 2000 });
  else requestAnimationFrame(() => requestAnimationFrame(begin));
}

function begin(): void {
  usable = true;
  clearTimeout(latest);
  for (const run of waiting.splice(0)) run();
}
