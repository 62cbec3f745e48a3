import "fake-indexeddb/auto";
import { afterEach, expect, test, vi } from "vitest";
import { atomic } from "../../src/store/atomic";
import { openDatabase } from "../../src/store/database";
import { getValue } from "../../src/store/values";
import { fillPhone } from "./full-phone";

afterEach(() => vi.restoreAllMocks());

test("an error in the app after a write rolls the write back and is rethrown unchanged", async () => {
  const db = await openDatabase("ours");
  const bug = new RangeError("a bug");
  const write = atomic(db, ["values"], async ({ store }) => {
    await store.put("half", "a");
    throw bug;
  });
  await expect(write).rejects.toBe(bug);
  expect(await getValue(db, "a")).toBeUndefined();
});

test("the first failure counts, not the writes that fail after it because the transaction has ended", async () => {
  const db = await openDatabase("full");
  fillPhone({ write: 1, commit: 0 });
  const write = atomic(db, ["values"], ({ store }) => {
    store.put("no room", "a").catch(() => undefined);
    return store.put("too late", "b");
  });
  await expect(write).rejects.toMatchObject({ code: "storage-full" });
});

test("a connection that was closed for another tab is a failure of the storage", async () => {
  const db = await openDatabase("closed");
  db.close();
  await expect(atomic(db, ["values"], ({ store }) => store.put(1, "a"))).rejects.toMatchObject({ code: "storage-failed" });
});
