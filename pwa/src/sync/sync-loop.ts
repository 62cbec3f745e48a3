/** When the exchange runs: at the start, after something was saved, when the network or the person is back, and when due. */

import type { SyncResult } from "./sync-once";

const LOCK = "afterglow-sync";
/** While the app is looked at, replies should arrive without a reload. */
const LISTEN_EVERY = 60_000;

/** The outside of the loop, so that a test can hold the strings. */
export interface LoopDeps {
  readonly sync: () => Promise<SyncResult>;
  readonly onOutcome: (outcome: SyncResult["outcome"]) => void;
  readonly now: () => number;
}

/** A running loop. */
export interface Loop {
  /** Something was saved: try now. */
  readonly nudge: () => void;
  readonly stop: () => void;
}

/** Starts the loop. Any number of tabs may do so: a lock lets one of them talk at a time. */
export function startLoop(deps: LoopDeps): Loop {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;
  let stopped = false;

  const run = async (): Promise<void> => {
    if (running || stopped) {
      again = running;
      return;
    }
    running = true;
    clearTimeout(timer);
    const ended = await withSyncLock(deps.sync).catch(() => null);
    running = false;
    if (ended) deps.onOutcome(ended.outcome);
    plan(ended);
  };

  const plan = (ended: SyncResult | null): void => {
    if (stopped || ended?.outcome === "signed-out") return;
    const now = deps.now();
    const due = ended?.nextAt ?? null;
    const wait = again ? 0 : Math.max(1_000, Math.min((due ?? Infinity) - now, LISTEN_EVERY));
    const worthIt = again || due !== null || document.visibilityState === "visible";
    again = false;
    if (worthIt) timer = setTimeout(() => void run(), wait);
  };

  const nudge = (): void => void run();
  const onVisible = (): void => {
    if (document.visibilityState === "visible") nudge();
  };
  window.addEventListener("online", nudge);
  document.addEventListener("visibilitychange", onVisible);
  nudge();

  return {
    nudge,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      window.removeEventListener("online", nudge);
      document.removeEventListener("visibilitychange", onVisible);
    },
  };
}

/** Waits for its turn among the tabs. Where the browser has no locks, each tab goes by itself: writes are idempotent. */
export function withSyncLock<T>(work: () => Promise<T>): Promise<T> {
  if (!("locks" in navigator)) return work();
  return navigator.locks.request(LOCK, work);
}
