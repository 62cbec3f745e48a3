// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startLoop, type Loop } from "../../src/sync/sync-loop";
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

test("does nothing after it is stopped", async () => {
  const { runs } = start();
  await vi.advanceTimersByTimeAsync(0);
  loop?.stop();
  loop?.nudge();
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(runs()).toBe(1);
});
