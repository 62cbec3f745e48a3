/** What a person would lose if one of the sync's small decisions were left out. */
import "fake-indexeddb/auto";
import { describe, expect, test } from "vitest";
import { emptyDocument, type EntryDocument } from "../../src/domain/diary";
import { MAX_NOTE } from "../../src/domain/vocabulary";
import { entrySaved } from "../../src/store/changes";
import { enqueue, outboxItem, outboxItems } from "../../src/store/outbox";
import { FakeServer } from "./fake-server";
import { entry, NOON, phone, picture } from "./people";

test("a photo waits for its entry: if it were sent first, the server would refuse it for good", async () => {
  const [alice, server] = [await phone(), new FakeServer().next("writeEntry", 503)];
  await alice.writes("e1", {}, [picture("p1")]);

  await alice.syncs(server);

  expect(server.calls).not.toContain("uploadPhoto p1");
  expect((await outboxItems(alice.db)).map((item) => item.problem)).toEqual([null, null]);
  alice.now += 5_000;
  await alice.syncs(server);
  expect(server.photos.has("p1")).toBe(true);
});

test.each([408, 425, 429, 500, 503])("%d is not final: the entry arrives later and needs no attention", async (status) => {
  const [alice, server] = [await phone(), new FakeServer().next("writeEntry", status)];
  await alice.writes("e1", { note: "sore" });

  const { nextAt } = await alice.syncs(server);
  expect(await outboxItems(alice.db)).toMatchObject([{ key: "entry:e1", problem: null, attempts: 1 }]);
  alice.now = nextAt ?? Number.NaN;
  await alice.syncs(server);

  expect(server.entries.get("e1")?.document.note).toBe("sore");
});

test("an answer that was withdrawn does not return when another phone has edited the entry meanwhile", async () => {
  const [alice, other, server] = [await phone(), await phone(), new FakeServer()];
  await alice.writes("e1", { scores: { redness: 2, warmth: 1 } });
  await alice.syncs(server);
  await other.syncs(server);
  await other.writes("e1", { scores: { redness: 2, warmth: 1 }, note: "sore" });
  await other.syncs(server);
  await alice.writes("e1", { scores: { warmth: 1 } });

  await alice.syncs(server);

  expect(server.entries.get("e1")?.document).toMatchObject({ scores: { warmth: 1 }, note: "sore" });
  expect(await alice.waiting()).toEqual([]);
});

describe("after a lost response", () => {
  test("an edit replaces the text, in whatever order the server returns the fields", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("writeEntry", "lost")];
    await alice.writes("e1", { note: "sore" });
    await alice.syncs(server);
    const [stored] = [...server.entries.values()];
    if (!stored) throw new Error("the entry has not arrived");
    const reversed = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(stored.document).reverse()))) as EntryDocument;
    server.entries.set("e1", { ...stored, document: reversed });
    await alice.writes("e1", { note: "better" });

    await alice.syncs(server);

    expect(server.entries.get("e1")?.document.note).toBe("better");
  });

  test("an edit does not undo what another phone has added meanwhile", async () => {
    const [alice, other, server] = [await phone(), await phone(), new FakeServer().next("writeEntry", "lost")];
    await alice.writes("e1", { scores: { warmth: 1 } });
    await alice.syncs(server);
    await other.syncs(server);
    await other.writes("e1", { scores: { warmth: 1, redness: 2 } });
    await other.syncs(server);
    await alice.writes("e1", { scores: { warmth: 1 }, note: "better" });

    await alice.syncs(server);

    expect(server.entries.get("e1")?.document).toMatchObject({ scores: { warmth: 1, redness: 2 }, note: "better" });
  });
});

test("the next sync is due with the first of the waiting items, not with the last", async () => {
  const [alice, server] = [await phone(), new FakeServer()];
  await alice.writes("e1", {});
  await alice.writes("e2", {});
  server.next("writeEntry", 503, { status: 503, waitFor: 120_000 });

  expect((await alice.syncs(server)).nextAt).toBe(NOON + 5_000);
});

test("a response that cannot be used is reported even if the next item arrives", async () => {
  const [alice, server] = [await phone(), new FakeServer().next("writeEntry", "garbled")];
  await alice.writes("e1", {});
  await alice.writes("e2", {});

  expect((await alice.syncs(server)).outcome).toBe("bad-response");
  expect(server.entries.has("e2")).toBe(true);
});

describe("a server that asks the phone to wait", () => {
  test("the phone waits as long as it was asked to, not as long as it would by itself", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("writeEntry", { status: 503, waitFor: 120_000 })];
    await alice.writes("e1", {});

    expect((await alice.syncs(server)).nextAt).toBe(NOON + 120_000);
    alice.now = NOON + 119_999;
    await alice.syncs(server);
    expect(server.calls.filter((call) => call === "writeEntry e1")).toHaveLength(1);
    alice.now = NOON + 120_000;
    await alice.syncs(server);
    expect(server.entries.has("e1")).toBe(true);
  });

  test("what is of the same kind waits with it, and other kinds do not", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("writeEntry", { status: 429, waitFor: 120_000 })];
    await alice.writes("e1", {});
    await alice.writes("e2", {});
    await enqueue(alice.db.transaction("outbox", "readwrite").objectStore("outbox"), { kind: "read", target: "r1", body: null }, alice.now);

    expect((await alice.syncs(server)).nextAt).toBe(NOON + 120_000);
    expect(server.calls.filter((call) => call.startsWith("writeEntry"))).toEqual(["writeEntry e1"]);
    expect(server.calls).toContain("markRead r1");
    expect(await outboxItems(alice.db)).toMatchObject([{ key: "entry:e1", problem: null }, { key: "entry:e2", problem: null }]);
    alice.now = NOON + 120_000;
    await alice.syncs(server);
    expect([...server.entries.keys()]).toEqual(["e1", "e2"]);
  });
});

test("an edit made while the previous version is refused is sent like any other and needs no attention", async () => {
  const [alice, server] = [await phone(), new FakeServer().next("writeEntry", 422)];
  await alice.writes("e1", { note: "tomorrow" });
  const write = server.writeEntry.bind(server);
  server.writeEntry = async (sent) => {
    if (sent.document.note === "tomorrow") await alice.writes("e1", { note: "today" });
    return write(sent);
  };

  await alice.syncs(server);
  expect(await outboxItems(alice.db)).toMatchObject([{ key: "entry:e1", problem: null }]);
  await alice.syncs(server);

  expect(server.entries.get("e1")?.document.note).toBe("today");
});

test("what was written first is sent first, whatever its id", async () => {
  const [alice, server] = [await phone(), new FakeServer()];
  for (const id of ["zebra", "monkey", "ant"]) {
    await alice.writes(id, {});
    alice.now += 60_000;
  }

  await alice.syncs(server);

  expect(server.calls.filter((call) => call.startsWith("writeEntry"))).toEqual(["writeEntry zebra", "writeEntry monkey", "writeEntry ant"]);
});

test("of items saved together the entry goes first, and an edit keeps its place in the queue", async () => {
  const [alice, server] = [await phone(), new FakeServer()];
  await alice.writes("zebra", {}, [picture("a")]);
  alice.now += 60_000;
  await alice.writes("ant", {});
  alice.now += 60_000;
  await alice.writes("zebra", { note: "edited" });

  await alice.syncs(server);

  expect(server.calls.slice(1)).toEqual(["writeEntry zebra", "uploadPhoto a", "writeEntry ant"]);
});

test("if two texts do not fit together, ours stays on this phone and in the next write", async () => {
  const alice = await phone();
  const [theirs, ours] = ["t".repeat(MAX_NOTE - 10), "o".repeat(MAX_NOTE - 10)];
  const sentDocument = emptyDocument("Europe/Berlin");
  await alice.writes("e1", {});
  const sent = { ...outboxItem("entry", "e1", NOON), change: 1 };
  await alice.writes("e1", { note: ours }); // while the first version was on its way

  await entrySaved(alice.db, sent, sentDocument, { ...entry("e1", { note: theirs }), revision: 5 });

  expect(await alice.db.get("entries", "e1")).toMatchObject({ revision: 5, document: { note: ours } });
  expect(await alice.waiting()).toEqual(["entry:e1"]);
});
