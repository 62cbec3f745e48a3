import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { emptyDocument } from "../../src/domain/diary";
import { onChange } from "../../src/store/changed";
import { database, openDatabase } from "../../src/store/database";
import { deletePhoto, saveEntry } from "../../src/store/diary";
import { findDraft, saveDraft } from "../../src/store/drafts";
import { eraseEverything } from "../../src/store/erase";
import { outboxItem, outboxItems } from "../../src/store/outbox";
import { itemsOf, stateOf } from "../../src/sync/sync-status";
import { entry, NOON, picture } from "../sync/people";

const STORES = [
  "treatments",
  "entries",
  "photos",
  "pictures",
  "thumbnails",
  "replies",
  "grants",
  "access_records",
  "outbox",
  "drafts",
  "sheets",
  "erased",
  "notices",
  "values",
] as const;

test("a new database has every store", async () => {
  const db = await openDatabase("fresh");
  expect([...db.objectStoreNames].sort()).toEqual([...STORES].sort());
});

test("a check-in is saved with its photo, bytes and outbox items, and its draft is deleted", async () => {
  const db = await openDatabase("whole");
  const unsaved = { entry_id: "e1", occurred_at: null, document: emptyDocument("UTC"), pictures: [], touched_at: NOON };
  await saveDraft(db, { ...unsaved, treatment_id: "treatment" });

  await saveEntry(db, entry("e1"), [picture("p1")], NOON);

  expect(await db.get("entries", "e1")).toBeDefined();
  expect((await db.get("pictures", "p1"))?.bytes.byteLength).toBe(3);
  expect((await db.getAllKeys("outbox")).sort()).toEqual(["entry:e1", "photo:p1"]);
  expect(await findDraft(db, "treatment")).toBeUndefined();
});

test("if one part of a check-in cannot be saved, no part is", async () => {
  const db = await openDatabase("torn");
  const broken = { ...picture("p1"), bytes: (() => 0) as never };

  await expect(saveEntry(db, entry("e1"), [broken], NOON)).rejects.toThrow();

  expect(await db.get("entries", "e1")).toBeUndefined();
  expect(await db.getAllKeys("outbox")).toEqual([]);
});

test("a draft with a photo survives closing the app", async () => {
  const before = await openDatabase("drafted");
  const document = { ...emptyDocument("UTC"), note: "half a sen" };
  await saveDraft(before, {
    ...{ treatment_id: "t", entry_id: "e1", occurred_at: null, touched_at: NOON },
    ...{ document, pictures: [picture("p1")] },
  });
  before.close();

  const draft = await findDraft(await openDatabase("drafted"), "t");

  expect(draft?.document.note).toBe("half a sen");
  expect(draft?.pictures[0]?.bytes.byteLength).toBe(3);
});

test("a draft is found by its own treatment, and not as a new check-in if it edits a saved one", async () => {
  const db = await openDatabase("drafts");
  const unsaved = { occurred_at: null, document: emptyDocument("UTC"), pictures: [], touched_at: NOON };
  await saveDraft(db, { ...unsaved, treatment_id: "t", entry_id: "e1" });
  await saveDraft(db, { ...unsaved, treatment_id: "other", entry_id: "e2" });
  await saveEntry(db, entry("e3"), [], NOON);
  await saveDraft(db, { ...unsaved, treatment_id: "t", entry_id: "e3" });

  expect((await findDraft(db, "t"))?.entry_id).toBe("e1");
});

test("an edit keeps the clock offset that was measured when the entry was made", async () => {
  const db = await openDatabase("measured");
  await saveEntry(db, entry("e1", { clock_offset_ms: 60_000 }), [], NOON);
  await saveEntry(db, entry("e1", { clock_offset_ms: 0, note: "better" }), [], NOON);

  expect((await db.get("entries", "e1"))?.document).toMatchObject({ clock_offset_ms: 60_000, note: "better" });
});

test("a photo that is deleted before it was sent is not sent", async () => {
  const db = await openDatabase("deleted");
  await saveEntry(db, entry("e1"), [picture("p1")], NOON);

  await deletePhoto(db, "p1");

  expect(await db.getAllKeys("outbox")).toEqual(["entry:e1"]);
});

test("of the changes made at one moment, an entry is sent first and its photos second", async () => {
  const db = await openDatabase("ranked");
  await db.put("outbox", outboxItem("grant", "g1", NOON));
  await saveEntry(db, entry("e1"), [picture("p1")], NOON);

  expect((await outboxItems(db)).map(({ kind }) => kind)).toEqual(["entry", "photo", "grant"]);
});

test("erasing leaves an empty database", async () => {
  const db = await database();
  await saveEntry(db, entry("e1", { note: "secret" }), [picture("p1")], NOON);

  await eraseEverything();

  const fresh = await database();
  for (const name of STORES) expect(await fresh.count(name)).toBe(0);
});

test("listeners are notified of changes until they stop listening", async () => {
  let calls = 0;
  const stop = onChange(() => (calls += 1));
  await eraseEverything();
  stop();
  await eraseEverything();
  expect(calls).toBe(1);
});

test("the sync state of an entry is that of the item furthest behind", () => {
  const [own, photo] = [outboxItem("entry", "e1", NOON), outboxItem("photo", "p1", NOON)];
  const waiting = itemsOf("e1", ["p1"], [own, photo, outboxItem("entry", "e2", NOON)]);

  expect(stateOf(waiting, null)).toBe("on-phone");
  expect(stateOf(waiting, "entry:e1")).toBe("sending");
  expect(stateOf([own, { ...photo, problem: "too-large" }], "entry:e1")).toBe("needs-attention");
  expect(stateOf([], null)).toBe("saved");
});
