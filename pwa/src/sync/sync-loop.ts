/** Decides when to sync: at the start, after a change, when the network or the user is back, and when a retry is due. */

import { StorageProblem } from "../store/problem";
import type { SyncOutcome, SyncResult } from "./sync-once";

const LOCK = "afterglow-sync";
/** Milliseconds between syncs while the app is visible, so that replies arrive without a reload. */
const LISTEN_EVERY = 60_000;

/** What the loop needs; replaced in tests. */
export interface LoopDeps {
  readonly sync: () => Promise<SyncResult>;
  readonly onOutcome: (outcome: SyncOutcome) => void;
  readonly now: () => number;
}

/** A running loop. */
export interface Loop {
  /** Sync now, because something was saved. */
  readonly nudge: () => void;
  readonly stop: () => void;
}

/** Start the loop. Several tabs may run one: a lock lets only one of them sync at a time. */
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
    const ended = await withSyncLock(deps.sync).catch((problem: unknown) => failed(problem, deps.now()));
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

/** A database that cannot be opened is an outcome like any other; null for a bug in the app. */
function failed(problem: unknown, now: number): SyncResult | null {
  return problem instanceof StorageProblem ? { outcome: problem.code, nextAt: now + LISTEN_EVERY } : null;
}

/** Run the work under a lock shared by all tabs. Without the Locks API it runs unlocked, as all writes are idempotent. */
export function withSyncLock<T>(work: () => Promise<T>): Promise<T> {
  if (!("locks" in navigator)) return work();
  return navigator.locks.request(LOCK, work);
}
