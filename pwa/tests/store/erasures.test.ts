// @vitest-environment jsdom
/** Erasing on this phone: what is hidden, what an undo brings back, and what is deleted when. */
import "fake-indexeddb/auto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { treatmentErased } from "../../src/actions/diary/erase";
import { emptyDocument, type Erasure } from "../../src/domain/diary";
import { applyChanges } from "../../src/store/changes";
import { markInFlight } from "../../src/store/delivery";
import { saveDraft } from "../../src/store/drafts";
import { removeErasedTreatment } from "../../src/store/erased-elsewhere";
import { commitErasures, holdErasure, undoErasure } from "../../src/store/erasures";
import { outboxItem, outboxItems, retryAll } from "../../src/store/outbox";
import { database, openDatabase } from "../../src/store/database";
import type { Database } from "../../src/store/schema";
import { saveThumbnail } from "../../src/store/thumbnails";
import { grant, photo, reply, treatment } from "../records";
import { entry, NOON, phone, picture, receivedEntry, type Phone } from "../sync/people";

const NOTHING = { revision: 9, more: false, epoch: "", treatments: [], entries: [], photos: [], replies: [], grants: [], access_records: [], erasures: [] };
const HELD = { now: NOON, eraseAt: NOON + 12_000 };
const AFTER = NOON + 12_000;

const erased = (kind: Erasure["kind"], id: string): Erasure => ({ id, kind, erased_at: "2026-11-20T12:00:00Z", revision: 9 });
const draftOf = (entry_id: string) => ({
  ...{ treatment_id: "treatment", entry_id, occurred_at: null, touched_at: NOON, pictures: [] },
  document: { ...emptyDocument("Europe/Berlin"), note: "half" },
});

/** Every byte of the database, except the outbox items with these keys. */
async function bytes(db: Database): Promise<string> {
  const stores = await Promise.all([...db.objectStoreNames].map(async (name) => [name, await db.getAllKeys(name), await db.getAll(name)]));
  return JSON.stringify(stores, (_, value: unknown) => (value instanceof ArrayBuffer ? [...new Uint8Array(value)] : value));
}

/** Where anything of these ids is still stored. */
async function traces(db: Database, ...ids: string[]): Promise<readonly string[]> {
  const stores = await Promise.all([...db.objectStoreNames].map(async (name) => [name, JSON.stringify([await db.getAllKeys(name), await db.getAll(name)])] as const));
  return stores.filter(([name, text]) => name !== "erased" && ids.some((id) => text.includes(`"${id}"`) || text.includes(`:${id}"`))).map(([name]) => name);
}

/** A phone with an entry of two photos that the server has, and with an unsent edit and a draft of it. */
async function edited(): Promise<Phone> {
  const alice = await phone();
  await applyChanges(alice.db, { ...NOTHING, revision: 2, entries: [receivedEntry("e1")], photos: [photo("p1"), photo("p2")] });
  for (const id of ["p1", "p2"]) await saveThumbnail(alice.db, { id, type: "image/webp", bytes: new ArrayBuffer(3) }, NOON);
  await alice.writes("e1", { note: "edited" }, [picture("p3")]);
  await saveDraft(alice.db, draftOf("e1"));
  return alice;
}

describe("an erasure that is held", () => {
  test.each(["entry", "photo"] as const)("of an %s leaves everything byte for byte as it was when it is undone", async (kind) => {
    const { db } = await edited();
    const id = kind === "entry" ? "e1" : "p3";
    const before = await bytes(db);

    await holdErasure(db, kind, id, HELD);
    await commitErasures(db, NOON + 11_999);
    expect(await undoErasure(db, kind, id)).toBe(true);

    expect(await bytes(db)).toBe(before);
    expect(await undoErasure(db, kind, id)).toBe(false);
  });

  test("is not prolonged by a second tap, nor shortened by sending everything again", async () => {
    const { db } = await edited();
    await holdErasure(db, "entry", "e1", HELD);
    await holdErasure(db, "entry", "e1", { now: NOON + 5_000, eraseAt: NOON + 17_000 });
    await retryAll(db);
    expect(await db.get("outbox", "erase-entry:e1")).toMatchObject({ queued_at: NOON, not_before: AFTER, held: true });
  });

  test("survives closing the app, and is completed after that", async () => {
    const before = await openDatabase("erasing-restart");
    await applyChanges(before, { ...NOTHING, entries: [receivedEntry("e1")] });
    await holdErasure(before, "entry", "e1", HELD);
    before.close();

    const after = await openDatabase("erasing-restart");
    await commitErasures(after, AFTER);

    expect(await after.get("entries", "e1")).toBeUndefined();
    expect(await outboxItems(after)).toMatchObject([{ key: "erase-entry:e1", not_before: 0 }]);
  });

  test("written by a clock that was set back since is due", async () => {
    const { db } = await edited();
    await holdErasure(db, "photo", "p1", { now: NOON + 86_400_000, eraseAt: NOON + 86_412_000 });
    await commitErasures(db, NOON);
    expect(await db.get("photos", "p1")).toBeUndefined();
  });
});

describe("an erasure whose time has come", () => {
  test("deletes an entry with its photos, their bytes, its draft and its unsent changes", async () => {
    const { db } = await edited();
    await holdErasure(db, "photo", "p1", HELD);
    await holdErasure(db, "entry", "e1", HELD);

    await commitErasures(db, AFTER);

    expect(await traces(db, "e1", "p1", "p2", "p3")).toEqual(["outbox"]);
    expect((await outboxItems(db)).map(({ key }) => key)).toEqual(["erase-entry:e1"]);
    expect(await undoErasure(db, "entry", "e1")).toBe(false);
  });

  test("deletes a photo, and nothing else", async () => {
    const { db } = await edited();
    await holdErasure(db, "photo", "p1", HELD);
    await commitErasures(db, AFTER);

    expect((await db.getAllKeys("photos")).sort()).toEqual(["p2", "p3"]);
    expect((await outboxItems(db)).map(({ key }) => key).sort()).toEqual(["entry:e1", "erase-photo:p1", "photo:p3"]);
  });

  test("is all there is to do for what was never sent", async () => {
    const alice = await phone();
    await alice.writes("e1", { note: "sore" }, [picture("p1"), picture("p2")]);
    await holdErasure(alice.db, "photo", "p1", HELD);
    await commitErasures(alice.db, AFTER);
    expect(await alice.waiting()).toEqual(["entry:e1", "photo:p2"]);

    await holdErasure(alice.db, "entry", "e1", HELD);
    await commitErasures(alice.db, AFTER);
    expect(await traces(alice.db, "e1", "p1", "p2")).toEqual([]);
  });

  test("goes on to the server if a response was lost: it may have what was erased", async () => {
    const alice = await phone();
    await alice.writes("e1", { note: "sore" }, [picture("p1")]);
    await markInFlight(alice.db, "photo:p1", null);
    await holdErasure(alice.db, "photo", "p1", HELD);
    await commitErasures(alice.db, AFTER);
    expect(await alice.waiting()).toEqual(["entry:e1", "erase-photo:p1"]);

    await markInFlight(alice.db, "entry:e1", emptyDocument("UTC"));
    await alice.writes("e1", { note: "edited since" });
    await holdErasure(alice.db, "entry", "e1", HELD);
    await commitErasures(alice.db, AFTER);
    expect(await alice.waiting()).toEqual(["erase-entry:e1", "erase-photo:p1"]);
  });

  test("is repeated if the server sends back what was erased, which stays hidden", async () => {
    const { db } = await edited();
    await holdErasure(db, "entry", "e1", HELD);
    await commitErasures(db, AFTER);
    await db.delete("outbox", "erase-entry:e1"); // the server has answered

    await applyChanges(db, { ...NOTHING, entries: [receivedEntry("e1")] }, AFTER);

    expect(await db.get("entries", "e1")).toBeUndefined();
    expect(await outboxItems(db)).toMatchObject([{ key: "erase-entry:e1", not_before: 0 }]);
  });
});

describe("what was erased on another device", () => {
  test("disappears, and with it the unsent change, of which the person is told the day", async () => {
    const { db } = await edited();
    await applyChanges(db, { ...NOTHING, erasures: [erased("photo", "p1"), erased("photo", "p2"), erased("entry", "e1")] }, NOON);

    expect(await traces(db, "p1", "p2", "p3")).toEqual([]);
    expect([await outboxItems(db), await db.getAll("drafts"), await db.getAll("entries")]).toEqual([[], [], []]);
    const expected = { id: "entry:e1", kind: "entry-erased", day_at: "2026-11-20T11:00:00Z", time_zone: "Europe/Berlin", noticed_at: NOON };
    expect(await db.getAll("notices")).toEqual([expected]);
  });

  test.each([
    ["an unsent photo", async (db: Database) => db.put("outbox", outboxItem("photo", "p1", NOON))],
    ["a draft", async (db: Database) => saveDraft(db, draftOf("e1"))],
  ])("counts %s as an unsent change", async (_, prepare) => {
    const { db } = await phone();
    await applyChanges(db, { ...NOTHING, entries: [receivedEntry("e1")], photos: [photo("p1")] });
    await prepare(db);
    await applyChanges(db, { ...NOTHING, erasures: [erased("entry", "e1")] }, NOON);
    expect(await db.getAllKeys("notices")).toEqual(["entry:e1"]);
  });

  test("needs no words if this phone had nothing to send, or had erased it as well", async () => {
    const { db } = await edited();
    await applyChanges(db, { ...NOTHING, revision: 3, entries: [receivedEntry("e2")] });
    await holdErasure(db, "entry", "e1", HELD);
    await holdErasure(db, "photo", "p1", HELD);
    await applyChanges(db, { ...NOTHING, erasures: [erased("entry", "e1"), erased("entry", "e2"), erased("photo", "p1"), erased("entry", "unknown")] }, NOON);

    expect(await db.getAll("notices")).toEqual([]);
    expect(await traces(db, "e1", "e2", "p1")).toEqual([]);
    expect(await undoErasure(db, "entry", "e1")).toBe(false);
  });

  test("a treatment takes everything under it along, and one sentence says so", async () => {
    const { db } = await edited();
    const grants = [grant("g1"), { ...grant("g2"), treatment_id: "other" }];
    const access_records = [{ id: "a1", treatment_id: "treatment", practitioner_name: "Bob", everyone_at: "", kind: "diary" as const, link_id: null, link_name: "", viewed_at: "2026-11-20T11:00:00Z", revision: 2 }];
    await applyChanges(db, { ...NOTHING, treatments: [treatment()], replies: [reply("r1"), { ...reply("r2"), treatment_id: "other" }], grants, access_records });
    await db.put("entries", { ...entry("mine"), treatment_id: "treatment" });
    await db.put("outbox", outboxItem("entry", "mine", NOON));
    await db.put("outbox", outboxItem("read", "r1", NOON));
    await db.put("outbox", outboxItem("revoke", "g1", NOON));
    await db.put("outbox", outboxItem("grant", "g3", NOON, { body: { treatment_id: "treatment" } }));
    await db.put("outbox", outboxItem("grant", "g4", NOON, { body: { treatment_id: "other" } }));
    await saveDraft(db, draftOf("new"));
    await db.put("values", { version: 2, until: NOON }, "sheet-change.treatment");

    await applyChanges(db, { ...NOTHING, erasures: [erased("entry", "e1"), erased("treatment", "treatment")] }, NOON);

    expect(await traces(db, "e1", "mine", "new", "p1", "p3", "r1", "g1", "a1", "g3")).toEqual([]);
    expect(await db.get("values", "sheet-change.treatment")).toBeUndefined();
    expect([await db.getAllKeys("replies"), await db.getAllKeys("grants"), (await outboxItems(db)).map(({ key }) => key)]).toEqual([["r2"], ["g2"], ["grant:g4"]]);
    expect(await db.getAll("notices")).toMatchObject([{ id: "treatment:treatment", kind: "treatment-erased", day_at: treatment().treated_at }]);
  });

  test("a treatment that was erased on this phone needs no words", async () => {
    const { db } = await edited();
    await applyChanges(db, { ...NOTHING, treatments: [treatment()] });
    await removeErasedTreatment(db, "treatment");
    await applyChanges(db, { ...NOTHING, erasures: [erased("entry", "e1"), erased("treatment", "treatment")] }, NOON);
    expect([await db.getAll("treatments"), await db.getAll("entries"), await db.getAll("notices")]).toEqual([[], [], []]);
  });
});

describe("a treatment that the server has erased at this phone's request", () => {
  afterEach(() => vi.restoreAllMocks());

  test("goes from this phone at once, without a notice", async () => {
    const db = await database();
    await applyChanges(db, { ...NOTHING, treatments: [treatment()], entries: [receivedEntry("e1")] });
    await saveDraft(db, draftOf("e1"));
    await treatmentErased("treatment");
    expect([await db.getAll("treatments"), await db.getAll("entries"), await db.getAll("notices")]).toEqual([[], [], []]);
  });

  test("is left to the sync if the storage fails, and a bug in the app is thrown", async () => {
    const db = await database();
    await applyChanges(db, { ...NOTHING, treatments: [treatment()] });
    const broken = vi.spyOn(IDBObjectStore.prototype, "delete").mockImplementation(() => {
      throw new DOMException("Broken in this test.", "UnknownError");
    });
    await treatmentErased("treatment");
    expect(await db.getAllKeys("treatments")).toEqual(["treatment"]);
    broken.mockImplementation(() => {
      throw new TypeError("a bug");
    });
    await expect(treatmentErased("treatment")).rejects.toThrow(TypeError);
  });
});
