// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startLoop, withSyncLock, type Loop } from "../../src/sync/sync-loop";
import type { SyncResult } from "../../src/sync/sync-once";

const DONE: SyncResult = { outcome: "done", nextAt: null };
let loop: Loop | undefined;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  loop?.stop();
  vi.useRealTimers();
});

function start(...endings: SyncResult[]): { readonly runs: () => number; readonly outcomes: string[] } {
  const outcomes: string[] = [];
  let count = 0;
  const exchange = (): Promise<SyncResult> => Promise.resolve(endings[count++] ?? DONE);
  loop = startLoop({ sync: exchange, onOutcome: (outcome) => outcomes.push(outcome), now: Date.now });
  return { runs: () => count, outcomes };
}

test("syncs at the start, and again after a change", async () => {
  const { runs } = start();
  await vi.advanceTimersByTimeAsync(0);
  expect(runs()).toBe(1);

  loop?.nudge();
  await vi.advanceTimersByTimeAsync(0);
  expect(runs()).toBe(2);
});

test("a change made during a sync is sent right after it", async () => {
  const { runs } = start();
  loop?.nudge(); // the first sync has not ended yet
  await vi.advanceTimersByTimeAsync(0);
  await vi.advanceTimersByTimeAsync(0);
  expect(runs()).toBe(2);
});

test("never syncs twice at the same time", async () => {
  const endings: (() => void)[] = [];
  const sync = vi.fn(() => new Promise<SyncResult>((resolve) => endings.push(() => resolve(DONE))));
  loop = startLoop({ sync, onOutcome: () => undefined, now: Date.now });
  loop.nudge();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sync).toHaveBeenCalledTimes(1);

  endings[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(sync).toHaveBeenCalledTimes(2);
});

test("syncs again when the next item is due", async () => {
  const { runs } = start({ outcome: "offline", nextAt: Date.now() + 10_000 });
  await vi.advanceTimersByTimeAsync(9_000);
  expect(runs()).toBe(1);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(runs()).toBe(2);
});

test("syncs at once when the network is back", async () => {
  const { runs } = start({ outcome: "offline", nextAt: Date.now() + 900_000 });
  await vi.advanceTimersByTimeAsync(0);
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(0);
  expect(runs()).toBe(2);
});

test("reports signed-out and then stops syncing", async () => {
  const { runs, outcomes } = start({ outcome: "signed-out", nextAt: 0 });
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(outcomes).toEqual(["signed-out"]);
  expect(runs()).toBe(1);
});

test("does nothing once it is stopped", async () => {
  const { runs } = start();
  await vi.advanceTimersByTimeAsync(0);
  loop?.stop();
  loop?.nudge();
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(runs()).toBe(1);
});

test("leaves no listener behind", () => {
  const listeners = new Set<unknown>();
  for (const target of [window, document]) {
    vi.spyOn(target, "addEventListener").mockImplementation((type: string, listener: unknown) => void listeners.add(`${type} ${String(listener)}`));
    vi.spyOn(target, "removeEventListener").mockImplementation((type: string, listener: unknown) => void listeners.delete(`${type} ${String(listener)}`));
  }
  start();
  expect(listeners.size).toBe(2);
  loop?.stop();
  expect(listeners.size).toBe(0);
  vi.restoreAllMocks();
});

test("syncs at once when the app is reopened, and not when it is left", async () => {
  const { runs } = start();
  await vi.advanceTimersByTimeAsync(0);
  const visible = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  document.dispatchEvent(new Event("visibilitychange"));
  await vi.advanceTimersByTimeAsync(0);
  expect(runs()).toBe(1);
  visible.mockReturnValue("visible");
  document.dispatchEvent(new Event("visibilitychange"));
  await vi.advanceTimersByTimeAsync(0);
  expect(runs()).toBe(2);
});

test("a bug during one sync is not reported as an outcome and does not end the loop", async () => {
  const outcomes: string[] = [];
  const sync = vi.fn(() => Promise.resolve(DONE)).mockRejectedValueOnce(new TypeError("undefined is not a function"));
  loop = startLoop({ sync, onOutcome: (outcome) => outcomes.push(outcome), now: Date.now });
  await vi.advanceTimersByTimeAsync(0);
  expect(outcomes).toEqual([]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(outcomes).toEqual(["done"]);
});

test("two tabs sync one after the other", async () => {
  const held: string[] = [];
  let queue: Promise<unknown> = Promise.resolve();
  const request = <T>(name: string, work: () => Promise<T>): Promise<T> => {
    held.push(name);
    const own = queue.then(work);
    queue = own;
    return own;
  };
  vi.stubGlobal("navigator", { locks: { request } });
  const steps: string[] = [];
  const tab = (name: string) => async () => {
    steps.push(`${name} begins`);
    await Promise.resolve();
    steps.push(`${name} ends`);
  };

  await Promise.all([withSyncLock(tab("one")), withSyncLock(tab("two"))]);

  expect(steps).toEqual(["one begins", "one ends", "two begins", "two ends"]);
  expect(new Set(held).size).toBe(1);
  vi.unstubAllGlobals();
});
