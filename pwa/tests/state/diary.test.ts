// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { afterEach, expect, test, vi } from "vitest";
import { followDiary, onPhone, storageProblem, syncOutcome, syncProblem, syncState } from "../../src/state/diary";

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test.each(["bad-response", "storage-full", "storage-blocked", "storage-failed"] as const)("%s needs attention, though nothing waits", (outcome) => {
  syncOutcome.value = outcome;
  expect([syncState.value, syncProblem.value]).toEqual(["needs-attention", outcome]);
});

test.each(["done", "offline", "signed-out"] as const)("%s is not a problem", (outcome) => {
  syncOutcome.value = outcome;
  expect([syncState.value, syncProblem.value]).toEqual(["saved", undefined]);
});

test("a diary that cannot be read says why, and appears once it can", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const read = vi.spyOn(IDBObjectStore.prototype, "getAll").mockImplementation(() => {
    throw new DOMException("The disk is broken.", "UnknownError");
  });
  followDiary();
  await vi.waitFor(() => expect(storageProblem.value).toBe("storage-failed"));
  expect(onPhone.value).toBeUndefined();

  read.mockRestore();
  await vi.advanceTimersByTimeAsync(5_000);
  await vi.waitFor(() => expect(onPhone.value?.entries).toEqual([]));
  expect(storageProblem.value).toBeUndefined();
});
