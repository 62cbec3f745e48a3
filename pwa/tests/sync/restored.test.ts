/** The drill: two phones, a server that is restored from an older backup, and nothing gone on either. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import type { Changes, Photo } from "../../src/domain/diary";
import { hasSameContent } from "../../src/domain/same-content";
import { applyChanges } from "../../src/store/changes";
import { holdErasure } from "../../src/store/erasures";
import { saveEyes } from "../../src/store/photo-eyes";
import type { Result, Server } from "../../src/sync/server";
import { syncOnce, type SyncResult } from "../../src/sync/sync-once";
import { grant, photo, reply } from "../records";
import { ModelServer, type Call } from "./model-server";
import { NOON, phone, picture, type Phone } from "./people";

const EYES = { left: { x: 0.3, y: 0.4 }, right: { x: 0.7, y: 0.4 } };
const NOTICE = { id: "server-restored", kind: "server-restored", noticed_at: NOON };
const NOTHING: Changes = { revision: 1, more: false, epoch: "", treatments: [], entries: [], photos: [], replies: [], grants: [], access_records: [], erasures: [] };

let server: ModelServer;
let one: Phone;
let two: Phone;
let calls: Call[];

beforeEach(async () => {
  server = new ModelServer();
  server.treatments.set("treatment", { treated_at: "2026-11-18T10:00:00Z" });
  [one, two, calls] = [await phone(), await phone(), []];
});

function over(model: ModelServer): Server {
  const send = <T>(call: Call): Promise<Result<T>> => {
    calls.push(call);
    return Promise.resolve(structuredClone(model.handle(call)) as Result<T>);
  };
  const accept = (): Promise<Result<unknown>> => Promise.resolve({ value: {} });
  return {
    changes: (after) => send({ to: "changes", after }),
    writeEntry: (entry) => send({ to: "write", entry }),
    uploadPhoto: (upload: Photo) => send({ to: "upload", photo: upload }),
    markEyes: ({ id, eyes }) => send({ to: "eyes", id, eyes }),
    eraseEntry: (id) => send({ to: "erase-entry", id }),
    erasePhoto: (id) => send({ to: "erase-photo", id }),
    openDiary: () => Promise.reject(new Error("No phone shares its diary here.")),
    ...{ closeDiary: accept, markRead: accept, declineHandover: accept },
  };
}

function sync(from: Phone): Promise<SyncResult> {
  return syncOnce(from.db, over(server), { now: () => from.now });
}

async function settle(...phones: readonly Phone[]): Promise<void> {
  for (let round = 0; round < 2; round += 1) for (const each of phones) expect((await sync(each)).outcome).toBe("done");
}

/** What a phone shows of the diary, without the server's numbers. */
async function diaryOf({ db }: Phone): Promise<readonly unknown[]> {
  const entries = (await db.getAll("entries")).map(({ id, occurred_at, document }) => ({ id, occurred_at, document }));
  return [entries, (await db.getAll("photos")).map(({ id, entry_id, eyes, sha256 }) => ({ id, entry_id, eyes, sha256 }))];
}

const noteOf = async ({ db }: Phone, id: string): Promise<string | undefined> => (await db.get("entries", id))?.document.note;
const noticesOf = ({ db }: Phone) => db.getAll("notices");

describe("after an older backup", () => {
  test("both phones agree, and nothing of either is gone", async () => {
    await one.writes("e1", { note: "first" }, [picture("p1")]);
    await settle(one, two);
    const backup = server.backup();
    await one.writes("e2", { note: "later", acts: ["wash"], question: "May I swim?" }, [picture("p2")]);
    await one.writes("e1", { note: "first, better" });
    await settle(one, two);
    await two.writes("e3", { note: "of the other phone" }, [picture("p3")]);
    await settle(two, one);
    const before = [await diaryOf(one), await diaryOf(two)];
    server.restore(backup);
    await settle(one, two);

    expect([await diaryOf(one), await diaryOf(two)]).toEqual(before);
    expect([...server.rows.keys()].sort()).toEqual(["e1", "e2", "e3"]);
    expect([...server.photos.keys()].sort()).toEqual(["p1", "p2", "p3"]);
    expect(server.rows.get("e1")?.document.note).toBe("first, better");
    expect(server.rows.get("e2")?.document).toMatchObject({ acts: ["wash"], question: "May I swim?" });
    expect(await one.waiting()).toEqual([]);
    expect(await two.waiting()).toEqual([]);
    expect(await noticesOf(one)).toMatchObject([NOTICE]);
    expect(await noticesOf(two)).toMatchObject([NOTICE]);
  });

  test("what two phones have both is taken once", async () => {
    const backup = server.backup();
    await one.writes("e1", { note: "kept" });
    await settle(one, two);
    server.restore(backup);
    await settle(one, two);

    expect(server.versions("e1").map(({ note }) => note)).toEqual(["kept"]);
  });

  test("a phone that was behind does not undo what the other sends again", async () => {
    await one.writes("e1", { note: "a", scores: { redness: 3 } });
    await settle(one, two);
    const backup = server.backup();
    await one.writes("e1", { note: "a b", scores: { redness: 3 } });
    await settle(one); // the other phone sleeps
    server.restore(backup);
    await settle(one, two);

    expect(await noteOf(two, "e1")).toBe("a b");
    expect(server.rows.get("e1")?.document.note).toBe("a b");
  });

  test("a phone with the newer version makes it the last, after one with an older version", async () => {
    await one.writes("e1", { note: "a" });
    await settle(one, two);
    const backup = server.backup();
    await one.writes("e1", { note: "a b" });
    await settle(one, two);
    await two.writes("e1", { note: "a b c" });
    await settle(two);
    server.restore(backup);
    await settle(one, two, one);

    expect(await noteOf(one, "e1")).toBe("a b c");
    expect(await diaryOf(one)).toEqual(await diaryOf(two));
  });

  test("an edit that was not sent yet is kept, once", async () => {
    await one.writes("e1", { note: "a" });
    await settle(one);
    const backup = server.backup();
    await one.writes("e1", { note: "a b" });
    await settle(one);
    await one.writes("e1", { note: "a b c" });
    server.restore(backup);
    await settle(one);

    expect(server.rows.get("e1")?.document.note).toBe("a b c");
    expect(await noticesOf(one), "nothing was merged").toMatchObject([NOTICE]);
  });

  test("an edit that was not sent yet is kept of an entry that the server has lost", async () => {
    const backup = server.backup();
    await one.writes("e1", { note: "a" });
    await settle(one);
    await one.writes("e1", { note: "a b" });
    server.restore(backup);
    await settle(one);

    expect(server.versions("e1").map(({ note }) => note)).toEqual(["a b"]);
  });

  test("what was erased stays erased, on each phone", async () => {
    await one.writes("e1", { note: "to go" }, [picture("p1")]);
    await settle(one, two);
    const backup = server.backup();
    await one.writes("e2", { note: "to go, too" });
    await settle(one, two);
    for (const id of ["e1", "e2"]) await holdErasure(one.db, "entry", id, { now: NOON, eraseAt: NOON });
    await settle(one);
    server.restore(backup);
    await settle(two, one);

    expect([...server.rows.keys(), ...server.photos.keys()]).toEqual([]);
    expect(await diaryOf(two)).toEqual([[], []]);
  });

  test("an erasure that the server has lost is sent again when another phone brings the entry back", async () => {
    const backup = server.backup();
    await one.writes("e1", { note: "to go" });
    await settle(one, two);
    await holdErasure(one.db, "entry", "e1", { now: NOON, eraseAt: NOON });
    await settle(one);
    server.erasures.clear(); // the list of erasures was older
    server.restore(backup);
    await settle(two, one, two);

    expect([...server.rows.keys()]).toEqual([]);
    expect(await diaryOf(two)).toEqual([[], []]);
  });

  test("a photo is sent by the phone that has its bytes, with its marks", async () => {
    await one.writes("e1", {});
    await settle(one);
    const backup = server.backup();
    await one.writes("e1", {}, [picture("p1")]);
    await settle(one, two);
    await saveEyes(one.db, "p1", EYES, NOON);
    await settle(one, two);
    server.restore(backup);
    await settle(two);
    expect(server.photos.size).toBe(0);
    expect(await two.db.get("photos", "p1"), "kept until the other phone has sent it").toMatchObject({ eyes: EYES });
    await settle(one, two);

    expect(server.photos.get("p1")?.eyes).toEqual(EYES);
    expect(await diaryOf(one)).toEqual(await diaryOf(two));
  });

  test("marks that the server has lost are set again; newer ones are left alone", async () => {
    await one.writes("e1", {}, [picture("p1"), picture("p2")]);
    await settle(one, two);
    const backup = server.backup();
    for (const id of ["p1", "p2"]) await saveEyes(one.db, id, EYES, NOON);
    await settle(one);
    server.restore(backup);
    const others = { ...EYES, left: { x: 0.2, y: 0.2 } };
    await saveEyes(two.db, "p2", others, NOON);
    await settle(two, one, two);

    expect([server.photos.get("p1")?.eyes, server.photos.get("p2")?.eyes]).toEqual([EYES, others]);
    expect(await diaryOf(one)).toEqual(await diaryOf(two));
  });
});

describe("a phone", () => {
  test("asks for everything when its cursor is ahead of the server", async () => {
    await one.writes("e1", { note: "a" });
    await settle(one);
    const [epoch] = [server.epoch];
    server.rows.clear();
    server.revision = 0;
    await settle(one);

    expect(server.epoch).toBe(epoch);
    expect([...server.rows.keys()]).toEqual(["e1"]);
  });

  test("compares once, and says so once", async () => {
    await one.writes("e1", { note: "a" });
    await settle(one);
    server.restore(server.backup());
    calls = [];
    await settle(one);

    expect(calls.filter((call) => call.to === "changes" && call.after === 0)).toHaveLength(1);
    expect(calls.filter(({ to }) => to !== "changes")).toEqual([]);
    expect(await noticesOf(one)).toMatchObject([NOTICE]);
  });

  test("compares what it sent before it ever received anything", async () => {
    await one.writes("e1", { note: "a" });
    expect((await sync(one)).outcome).toBe("done");
    server.restore({ revision: 0, rows: [], photos: [] });
    await settle(one);

    expect([...server.rows.keys()]).toEqual(["e1"]);
  });

  test("compares after an update from a version that stored no epoch", async () => {
    await one.writes("e1", { note: "a" });
    await settle(one);
    await one.db.delete("values", "epoch");
    server.restore({ revision: 0, rows: [], photos: [] });
    await settle(one);

    expect([...server.rows.keys()]).toEqual(["e1"]);
  });

  test("that is new on a restored server has nothing to compare", async () => {
    server.restore(server.backup());
    await settle(one);

    expect(await noticesOf(one)).toEqual([]);
    expect(calls.filter((call) => call.to === "changes")).toHaveLength(2);
  });

  test("compares later if the whole diary does not arrive", async () => {
    await one.writes("e1", { note: "a" });
    await settle(one);
    server.restore({ revision: 0, rows: [], photos: [] });
    const working = over(server);
    const result = await syncOnce(one.db, { ...working, changes: (after) => (after === 0 ? Promise.resolve({ problem: { status: 503, code: "not-ready" } }) : working.changes(after)) }, { now: () => NOON });
    expect(result.outcome).toBe("done");
    expect(server.rows.size).toBe(0);
    await settle(one);

    expect([...server.rows.keys()]).toEqual(["e1"]);
  });

  test("marks replies as read again, and closes again what was closed", async () => {
    const answer = { ...reply("r1"), read_at: "2026-11-20T11:30:00Z" };
    const ended = { ...grant("g1"), revoked_at: "2026-11-20T11:30:00Z" };
    await applyChanges(one.db, { ...NOTHING, replies: [answer, reply("r2")], grants: [ended, grant("g2"), grant("lost")] }, NOON);
    const whole = { ...NOTHING, revision: 9, epoch: "restored", replies: [reply("r1"), reply("r2")], grants: [grant("g1"), grant("g2")] };
    const requests: string[] = [];
    const take = (what: string): Promise<Result<unknown>> => Promise.resolve({ value: requests.push(what) });
    await syncOnce(
      one.db,
      { ...over(server), changes: () => Promise.resolve({ value: whole }), markRead: (id) => take(`read ${id}`), closeDiary: (id) => take(`close ${id}`) },
      { now: () => NOON },
    );

    expect(requests.sort()).toEqual(["close g1", "read r1"]);
    expect((await one.db.getAll("grants")).map(({ id, revoked_at: at }) => [id, at])).toEqual([["g1", ended.revoked_at], ["g2", null]]);
    expect((await one.db.get("replies", "r1"))?.read_at).toBe(answer.read_at);
  });

  test("keeps a photo of the clinic, which only the clinic can bring back", async () => {
    const baseline = { ...photo("b1"), entry_id: null };
    await applyChanges(one.db, { ...NOTHING, photos: [baseline] }, NOON);
    server.restore(server.backup());
    await settle(one);

    expect(hasSameContent(await one.db.get("photos", "b1"), baseline)).toBe(true);
    expect(await one.waiting()).toEqual([]);
  });
});
