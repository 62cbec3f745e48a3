import "fake-indexeddb/auto";
import { describe, expect, test } from "vitest";
import { saveReplyRead } from "../../src/store/diary";
import { saveDeclined, saveRevocation } from "../../src/store/sharing";
import { outboxItems, retryAll } from "../../src/store/outbox";
import { entry, NOON, phone, picture } from "./people";
import { FakeServer } from "./fake-server";

describe("a check-in reaches the clinic once", () => {
  test("saved offline, sent when the network is back, and the outbox is empty", async () => {
    const [alice, server] = [await phone(), new FakeServer()];
    await alice.writes("e1", { note: "sore" }, [picture("p1")]);
    server.next("changes", "unreachable");

    expect((await alice.syncs(server)).outcome).toBe("offline");
    expect(await alice.waiting()).toEqual(["entry:e1", "photo:p1"]);

    expect(await alice.syncs(server)).toEqual({ outcome: "done", nextAt: null });
    expect(server.entries.get("e1")?.document.note).toBe("sore");
    expect(server.photos.has("p1")).toBe(true);
    expect(await alice.waiting()).toEqual([]);
  });

  test("if the response is lost, the write is repeated and takes effect once", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("writeEntry", "lost")];
    await alice.writes("e1", { note: "sore" });

    expect((await alice.syncs(server)).outcome).toBe("offline");
    alice.now += 10_000;
    await alice.syncs(server);

    expect(server.revision).toBe(1);
    expect(server.entries.size).toBe(1);
    expect(await alice.waiting()).toEqual([]);
  });

  test("an edit after a lost response replaces the text instead of being merged with it", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("writeEntry", "lost")];
    await alice.writes("e1", { note: "sore" });
    await alice.syncs(server);
    await alice.writes("e1", { note: "better" });

    await alice.syncs(server);

    expect(server.entries.get("e1")?.document.note).toBe("better");
    expect(await alice.waiting()).toEqual([]);
  });

  test("if the app is closed during a sync, the next start continues with the rest", async () => {
    const server = new FakeServer();
    const before = await phone("closed-in-the-middle");
    await before.writes("e1", {}, [picture("p1"), picture("p2")]);
    server.next("uploadPhoto", "unreachable");
    await before.syncs(server);
    before.db.close();

    const after = await phone("closed-in-the-middle");
    after.now = NOON + 60_000;
    await after.syncs(server);

    expect([...server.photos.keys()]).toEqual(["p1", "p2"]);
    expect(server.calls.filter((call) => call === "writeEntry e1")).toHaveLength(1);
    expect(await after.waiting()).toEqual([]);
  });

  test("an edit made while the first version is being sent is sent afterwards", async () => {
    const [alice, server] = [await phone(), new FakeServer()];
    await alice.writes("e1", { note: "one", scores: { warmth: 1 } });
    const write = server.writeEntry.bind(server);
    server.writeEntry = async (sent) => {
      if (sent.document.note === "one") await alice.writes("e1", { note: "two", scores: { warmth: 1 } });
      return write(sent);
    };

    await alice.syncs(server);
    expect(await alice.waiting()).toEqual(["entry:e1"]);
    await alice.syncs(server);

    expect(server.entries.get("e1")?.document.note).toBe("two");
    expect((await alice.db.get("entries", "e1"))?.revision).toBe(2);
    expect(await alice.waiting()).toEqual([]);
  });
});

describe("photos wait for their entry", () => {
  test("a photo is not sent while its entry is waiting", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("writeEntry", 503)];
    await alice.writes("e1", {}, [picture("p1")]);

    await alice.syncs(server);

    expect(server.calls).toEqual(["changes", "writeEntry e1"]);
    expect(await alice.waiting()).toEqual(["entry:e1", "photo:p1"]);
  });

  test("a refused photo needs attention; its entry and the other photo arrive", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("uploadPhoto", 413)];
    await alice.writes("e1", {}, [picture("p1"), picture("p2")]);

    await alice.syncs(server);

    expect(await outboxItems(alice.db)).toMatchObject([{ key: "photo:p1", problem: "too-large" }]);
    expect(server.photos.has("p2")).toBe(true);
    expect(await alice.db.get("pictures", "p1")).toBeDefined();
  });

  test("a photo that was damaged on the way is sent again automatically", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("uploadPhoto", 400)];
    await alice.writes("e1", {}, [picture("p1")]);
    const { nextAt } = await alice.syncs(server);

    alice.now = nextAt ?? NOON;
    await alice.syncs(server);

    expect(server.photos.has("p1")).toBe(true);
    expect(await alice.waiting()).toEqual([]);
  });

  test("a refused item is not retried until the person asks for it", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("uploadPhoto", 422)];
    await alice.writes("e1", {}, [picture("p1")]);
    await alice.syncs(server);
    const calls = server.calls.length;
    expect((await alice.syncs(server)).nextAt).toBeNull();
    expect(server.calls.length).toBe(calls + 1); // only pulled changes

    await retryAll(alice.db);
    await alice.syncs(server);

    expect(server.photos.has("p1")).toBe(true);
  });
});

describe("when the server fails", () => {
  test("5xx: waits longer each time, and sends the other items meanwhile", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("writeEntry", 500)];
    await alice.writes("e1", {});
    await alice.writes("e2", {});

    expect((await alice.syncs(server)).nextAt).toBe(NOON + 5_000);
    expect(server.entries.has("e2")).toBe(true);
    expect(await alice.syncs(server)).toEqual({ outcome: "done", nextAt: NOON + 5_000 });
    expect(server.entries.has("e1")).toBe(false);

    alice.now += 5_000;
    server.next("writeEntry", 502);
    expect((await alice.syncs(server)).nextAt).toBe(alice.now + 10_000);
  });

  test("never waits longer than 15 minutes", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("writeEntry", ...Array<number>(20).fill(500))];
    await alice.writes("e1", {});
    for (let turn = 0; turn < 20; turn += 1) {
      const { nextAt } = await alice.syncs(server);
      expect((nextAt ?? Infinity) - alice.now).toBeLessThanOrEqual(15 * 60_000);
      alice.now = nextAt ?? alice.now;
    }
  });

  test("401: keeps every item, and does not count an attempt", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("writeEntry", 401)];
    await alice.writes("e1", { note: "values" });

    expect((await alice.syncs(server)).outcome).toBe("signed-out");
    expect(await outboxItems(alice.db)).toMatchObject([{ key: "entry:e1", attempts: 0, problem: null }]);
    expect((await alice.db.get("entries", "e1"))?.document.note).toBe("values");
  });

  test("409: an entry that would move to another treatment needs attention; it is not sent again, and the rest is", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("writeEntry", 409)];
    await alice.writes("e1", { note: "sore" });
    await alice.writes("e2", {});

    expect((await alice.syncs(server)).outcome).toBe("done");

    expect(server.calls).toEqual(["changes", "writeEntry e1", "writeEntry e2"]);
    expect(await outboxItems(alice.db)).toMatchObject([{ key: "entry:e1", problem: "entry-moved" }]);
    expect((await alice.db.get("entries", "e1"))?.document.note).toBe("sore");
  });
});

describe("two phones", () => {
  test("an entry of one phone appears on the other", async () => {
    const [first, other, server] = [await phone(), await phone(), new FakeServer()];
    await first.writes("e1", { scores: { warmth: 2 } }, [picture("p1")]);
    await first.syncs(server);

    await other.syncs(server);

    expect((await other.db.get("entries", "e1"))?.document.scores).toEqual({ warmth: 2 });
    expect((await other.db.get("photos", "p1"))?.entry_id).toBe("e1");
  });

  test("both edit the same entry offline: nothing is lost", async () => {
    const [first, other, server] = [await phone(), await phone(), new FakeServer()];
    await first.writes("e1", { scores: { warmth: 1 } });
    await first.syncs(server);
    await other.syncs(server);
    await first.writes("e1", { scores: { warmth: 1 }, note: "tight this morning" });
    await other.writes("e1", { scores: { warmth: 3 } });

    await first.syncs(server);
    await other.syncs(server);
    await first.syncs(server);

    const merged = { scores: { warmth: 3 }, note: "tight this morning" };
    expect(server.entries.get("e1")?.document).toMatchObject(merged);
    expect((await first.db.get("entries", "e1"))?.document).toMatchObject(merged);
    expect((await other.db.get("entries", "e1"))?.document).toMatchObject(merged);
  });

  test("a pulled change does not overwrite an unsent edit", async () => {
    const [first, other, server] = [await phone(), await phone(), new FakeServer()];
    await first.writes("e1", {});
    await first.syncs(server);
    await other.syncs(server);
    await first.writes("e1", { question: "Is this all right?" });
    await first.syncs(server);
    await other.writes("e1", { note: "mine" });
    server.next("writeEntry", 500);

    await other.syncs(server);

    expect((await other.db.get("entries", "e1"))?.document.note).toBe("mine");
  });
});

test("revoking a grant, reading a reply or declining a handover that no longer exists does not need attention", async () => {
  const [alice, server] = [await phone(), new FakeServer().next("closeDiary", 404).next("markRead", 410).next("declineHandover", 404)];
  await saveDeclined(alice.db, "t1", NOON);
  await saveRevocation(alice.db, "g1", NOON);
  await saveReplyRead(alice.db, "r1", NOON);

  await alice.syncs(server);

  expect(await alice.waiting()).toEqual([]);
});

test("the cursor moves with the applied changes, so that nothing is fetched twice", async () => {
  const [alice, server] = [await phone(), new FakeServer()];
  await server.writeEntry(entry("e9"));
  await alice.syncs(server);

  expect(await alice.db.get("values", "cursor")).toBe(1);
});
