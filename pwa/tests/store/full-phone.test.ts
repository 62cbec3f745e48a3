// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { discardDraft, storeDraft } from "../../src/actions/diary/draft";
import { eraseEntry, erasePhoto } from "../../src/actions/diary/erase";
import { markReplyRead } from "../../src/actions/diary/mark-reply-read";
import { confirmNotice } from "../../src/actions/diary/notices";
import { discardChange, discardPhoto, retrySending } from "../../src/actions/diary/outbox";
import { recordAnswer } from "../../src/actions/diary/record-answer";
import { report } from "../../src/actions/diary/report";
import { saveCheckIn } from "../../src/actions/diary/save-check-in";
import { acceptSheetChange, postponeSheetChange } from "../../src/actions/diary/sheet-change";
import { revokeGrant, shareDiary } from "../../src/actions/sharing";
import { emptyDocument, type Changes } from "../../src/domain/diary";
import { onChange } from "../../src/store/changed";
import { applyChanges, entrySaved, grantSaved, photoSaved, saveTreatment } from "../../src/store/changes";
import { database } from "../../src/store/database";
import { eraseEverything } from "../../src/store/erase";
import { erasedElsewhere, removeErasedTreatment } from "../../src/store/erased-elsewhere";
import { commitErasures, undoErasure } from "../../src/store/erasures";
import { deleteHeldEntry, saveHeldEntry } from "../../src/store/diary";
import { deleteSheet, saveSheet } from "../../src/store/sheets";
import { complete, markInFlight, markRefused, retryLater } from "../../src/store/delivery";
import { outboxItem } from "../../src/store/outbox";
import type { Draft, StoredSheet } from "../../src/store/schema";
import { setValue } from "../../src/store/values";
import { grant, photo, reply, treatment } from "../records";
import { entry, NOON, picture } from "../sync/people";
import { fillPhone, methodOf, type Counts, type Failure } from "./full-phone";

const draft = (id: string, note: string): Draft => ({
  ...{ treatment_id: "treatment", entry_id: id, occurred_at: null, touched_at: NOON },
  ...{ document: { ...emptyDocument("Europe/Berlin"), note }, pictures: [picture(`${id}-front`), picture(`${id}-left`)] },
});
const sheetOf = (id: string): StoredSheet => ({ id, content: { title: "Sheet" }, base: null, unsent: true, created: false, changed_at: NOON });
const sent = outboxItem("entry", "e1", NOON);
const changes: Changes = {
  ...{ revision: 9, more: false, epoch: "", treatments: [treatment()], entries: [entry("e1", { note: "from the other phone" }), entry("e2")] },
  ...{ photos: [photo("p1")], replies: [reply("r1")], grants: [grant("g1")], access_records: [], more: false },
  erasures: [{ id: "e1", kind: "entry", erased_at: "2026-11-20T12:00:00Z", revision: 9 }],
};

/** Everything that the app writes: what a person does, and what the sync stores. */
const ACTIONS: Readonly<Record<string, () => Promise<unknown>>> = {
  "saving a new check-in with two photos": () => saveCheckIn(draft("new", "sore")),
  "saving an edited check-in": () => saveCheckIn(draft("e1", "better")),
  "saving without photos": () => saveCheckIn(draft("new", "sore"), { photos: false }),
  "storing a draft": () => storeDraft(draft("new", "so")),
  "replacing a stored draft": () => storeDraft(draft("d1", "more")),
  "discarding a draft": () => discardDraft("d1"),
  "confirming a state": () => recordAnswer("treatment", { states: { healed: true } }),
  "reporting an act": () => report(["treatment"], { kind: "acts", name: "wash" }),
  "taking back a report that is held": async () => deleteHeldEntry(await database(), "held", NOON),
  "marking a reply as read": () => markReplyRead(reply("r1")),
  "sharing the diary": () => shareDiary({ treatmentIds: ["treatment"], photos: true, notes: true, everyone: false, endsAt: "2026-12-20T12:00:00Z" }),
  "revoking a grant": () => revokeGrant("g1"),
  "deleting a check-in": () => eraseEntry("e1"),
  "deleting a photo": () => erasePhoto("p1"),
  "undoing that": async () => undoErasure(await database(), "photo", "p2"),
  "completing it": async () => commitErasures(await database(), NOON),
  "confirming a notice": () => confirmNotice("entry:gone"),
  "giving up what was erased elsewhere": async () => erasedElsewhere(await database(), sent, NOON),
  "removing an erased treatment": async () => removeErasedTreatment(await database(), "treatment"),
  "retrying everything": () => retrySending(),
  "discarding a change": () => discardChange("entry:e1"),
  "discarding a photo": () => discardPhoto("p1"),
  "accepting a newer sheet": () => acceptSheetChange("treatment", 2),
  "postponing a newer sheet": () => postponeSheetChange("treatment", 2, NOON),
  "applying changes of the server": async () => applyChanges(await database(), changes),
  "a written entry": async () => entrySaved(await database(), sent, entry("e1").document, entry("e1")),
  "a written entry that was edited meanwhile": async () => entrySaved(await database(), { ...sent, change: 0 }, entry("e1").document, entry("e1")),
  "an uploaded photo": async () => photoSaved(await database(), outboxItem("photo", "p1", NOON), photo("p1")),
  "a created grant": async () => grantSaved(await database(), outboxItem("grant", "g2", NOON), grant("g2")),
  "a sent call": async () => complete(await database(), sent),
  "an item in flight": async () => markInFlight(await database(), "entry:e1", entry("e1").document),
  "a failed attempt": async () => retryLater(await database(), "entry:e1", NOON),
  "a refused item": async () => markRefused(await database(), sent, "photo-format"),
  "storing a sheet of the desk": async () => saveSheet(await database(), sheetOf("s2")),
  "removing a sheet from the desk": async () => deleteSheet(await database(), "s1"),
  "storing the treatment of a response": async () => saveTreatment(await database(), treatment(7)),
  "a single value": async () => setValue(await database(), "topics", { etag: "new" }),
};

/** The content of every store, as one comparable text. */
async function everything(): Promise<string> {
  const db = await database();
  const names = Array.from(db.objectStoreNames);
  const stores = await Promise.all(names.map(async (name) => [name, await db.getAllKeys(name), await db.getAll(name)]));
  return JSON.stringify(stores, (_, value: unknown) => (value instanceof ArrayBuffer ? Array.from(new Uint8Array(value)) : value));
}

beforeEach(async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(treatment(2))));
  await eraseEverything();
  const db = await database();
  await applyChanges(db, { ...changes, revision: 3, more: false, treatments: [treatment()], entries: [entry("e1")], photos: [photo("p1")] });
  await storeDraft(draft("d1", "half a sen"));
  await saveHeldEntry(db, entry("held"), NOON, NOON + 15_000);
  await saveSheet(db, sheetOf("s1"));
  const tx = db.transaction(["outbox", "pictures", "notices"], "readwrite");
  await tx.objectStore("notices").put({ id: "entry:gone", kind: "entry-erased", day_at: "2026-11-20T11:00:00Z", time_zone: "UTC", noticed_at: NOON });
  await tx.objectStore("outbox").put({ ...outboxItem("erase-photo", "p2", NOON), held: true });
  await tx.objectStore("outbox").put({ ...sent, problem: "entry-in-future", attempts: 2 });
  await tx.objectStore("outbox").put(outboxItem("photo", "p1", NOON));
  await tx.objectStore("outbox").put(outboxItem("grant", "g2", NOON, { body: { id: "g2" } }));
  await tx.objectStore("pictures").put({ id: "p1", type: "image/jpeg", bytes: picture("p1").bytes });
  await tx.done;
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Run the action on a full phone. */
async function attempt(action: () => Promise<unknown>, failure: Failure): Promise<{ counts: Counts; code: unknown; announced: number }> {
  let announced = 0;
  const stop = onChange(() => (announced += 1));
  const counts = fillPhone(failure);
  const code = await action().then(
    () => "stored",
    (problem: unknown) => (problem as { code?: unknown }).code ?? problem,
  );
  vi.restoreAllMocks();
  stop();
  return { counts, code, announced };
}

describe("on a full phone, each write fails as a whole and reports it", () => {
  test.each(Object.entries(ACTIONS))("%s", async (_, action) => {
    const before = await everything();
    const attempts: { at: string; code: unknown; announced: number; unchanged: boolean }[] = [];
    const fail = async (at: string, failure: Failure): Promise<Counts> => {
      const { counts, code, announced } = await attempt(action, failure);
      attempts.push({ at, code, announced, unchanged: (await everything()) === before });
      return counts;
    };
    const { writes } = await fail("commit 1", { write: 0, commit: 1 });
    for (let write = 1; write <= writes; write += 1) await fail(`write ${write}`, { write, commit: 0 });

    expect(writes).toBeGreaterThan(0);
    expect(attempts).toEqual(attempts.map(({ at }) => ({ at, code: "storage-full", announced: 0, unchanged: true })));

    const { code, counts } = await attempt(action, { write: 0, commit: 0 });
    expect({ code, commits: counts.commits }).toEqual({ code: "stored", commits: 1 }); // one transaction, whatever it holds
    expect(await everything()).not.toBe(before);
  });
});

test("a check-in whose photos do not fit is saved without them", async () => {
  const isPicture = (value: unknown): boolean => typeof value === "object" && value !== null && "bytes" in value;
  const put = methodOf<IDBRequest>(IDBObjectStore.prototype, "put");
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...values: unknown[]) {
    const [value] = values;
    if (isPicture(value)) throw new DOMException("The phone is full.", "QuotaExceededError");
    return put.apply(this, values);
  } as never);
  await expect(saveCheckIn(draft("new", "sore"))).rejects.toMatchObject({ name: "StorageProblem", code: "storage-full" });
  await saveCheckIn(draft("new", "sore"), { photos: false });

  const db = await database();
  expect((await db.get("entries", "new"))?.document.note).toBe("sore");
  expect((await db.getAllKeys("outbox")).filter((key) => key.includes("new"))).toEqual(["entry:new"]);
});

test("a storage error that has nothing to do with space is distinguished from a full phone", async () => {
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("The disk is broken.", "UnknownError");
  });
  await expect(storeDraft(draft("new", "so"))).rejects.toMatchObject({ code: "storage-failed" });
});
