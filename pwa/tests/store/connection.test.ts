/** The connection that all screens of a tab share, when the browser or another tab takes it away. */
import "fake-indexeddb/auto";
import { forceCloseDatabase } from "fake-indexeddb";
import { deleteDB, unwrap } from "idb";
import { afterEach, describe, expect, test, vi } from "vitest";
import { emptyDocument } from "../../src/domain/diary";
import { closeDatabase, database, DATABASE_NAME, MIGRATIONS, openDatabase } from "../../src/store/database";
import { findDraft, saveDraft } from "../../src/store/drafts";
import { eraseEverything } from "../../src/store/erase";
import { askToPersist } from "../../src/store/persistence";
import type { Database } from "../../src/store/schema";
import { getValue, setValue } from "../../src/store/values";
import { NOON } from "../sync/people";

/** Its type asks for the class where the function takes a connection. */
const endedByBrowser = (db: Database): void => forceCloseDatabase(unwrap(db) as never);

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await eraseEverything();
});

test("a connection that the browser has ended is opened again, with everything in it", async () => {
  const before = await database();
  await setValue(before, "note", "still here");
  endedByBrowser(before);
  await vi.waitFor(async () => expect(await database()).not.toBe(before));
  expect(await getValue(await database(), "note")).toBe("still here");
});

test("a connection of another database that ends does not take the shared one with it", async () => {
  const [shared, other] = [await database(), await openDatabase("another")];
  endedByBrowser(other);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await database()).toBe(shared);
});

describe("a newer version of the app has migrated the database in another tab", () => {
  const tomorrow = [...MIGRATIONS, () => undefined];

  test("this tab reports that on every call, and works again once the database has the version it knows", async () => {
    const ours = await database();
    const newer = await openDatabase(DATABASE_NAME, tomorrow);
    expect(() => ours.transaction("values")).toThrow();

    await expect(database()).rejects.toMatchObject({ name: "StorageProblem" });
    await expect(database()).rejects.toMatchObject({ name: "StorageProblem" });

    newer.close();
    await eraseEverything(); // deletes what cannot be opened
    expect((await database()).version).toBe(MIGRATIONS.length);
  });

  test("this tab opens the database as soon as it can, without being told to close its connection", async () => {
    const newer = await openDatabase(DATABASE_NAME, tomorrow);
    await expect(database()).rejects.toMatchObject({ name: "StorageProblem" });
    newer.close();
    await deleteDB(DATABASE_NAME);
    expect((await database()).version).toBe(MIGRATIONS.length);
  });

  test("closing a connection that is just failing to open is not an error", async () => {
    const newer = await openDatabase(DATABASE_NAME, tomorrow);
    newer.close();
    const opening = database();
    closeDatabase();
    await expect(opening).rejects.toMatchObject({ name: "StorageProblem" });
  });
});

test("a database whose stores cannot be emptied is deleted anyway", async () => {
  await setValue(await database(), "note", "secret");
  vi.spyOn(IDBObjectStore.prototype, "clear").mockImplementation(() => {
    throw new DOMException("The disk is broken.", "UnknownError");
  });
  await eraseEverything();
  expect(await getValue(await database(), "note")).toBeUndefined();
});

test("the draft of an edit is that of its entry, not the new check-in that was begun at the same time", async () => {
  const db = await database();
  const draft = { treatment_id: "t", occurred_at: null, pictures: [], touched_at: NOON };
  await saveDraft(db, { ...draft, entry_id: "e1", document: { ...emptyDocument("UTC"), note: "edit" } });
  await saveDraft(db, { ...draft, entry_id: "e2", document: { ...emptyDocument("UTC"), note: "new" } });
  expect((await findDraft(db, "t", "e1"))?.document.note).toBe("edit");
  expect(await findDraft(db, "t", "e3")).toBeUndefined();
});

describe("the browser is asked to keep the diary", () => {
  test.each([
    ["it already does: it is not asked again", true, false, true, 0],
    ["it agrees", false, true, true, 1],
    ["it declines", false, false, false, 1],
  ])("%s", async (_name, persisted, agrees, wanted, asked) => {
    const persist = vi.fn(() => Promise.resolve(agrees));
    vi.stubGlobal("navigator", { storage: { persisted: () => Promise.resolve(persisted), persist } });
    expect([await askToPersist(), persist.mock.calls.length]).toEqual([wanted, asked]);
  });

  test("a browser without that API is not an error", async () => {
    vi.stubGlobal("navigator", {});
    expect(await askToPersist()).toBe(false);
  });
});
