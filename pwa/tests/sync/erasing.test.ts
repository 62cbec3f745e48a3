/** Erasures between phones: they arrive once in effect, win over every unsent change, and cannot be overtaken. */
import "fake-indexeddb/auto";
import { describe, expect, test, vi } from "vitest";
import { saveHeldEntry } from "../../src/store/diary";
import { commitErasures, holdErasure, undoErasure, type Erasable } from "../../src/store/erasures";
import { outboxItems } from "../../src/store/outbox";
import { fillPhone } from "../store/full-phone";
import { FakeServer } from "./fake-server";
import { entry, phone, picture, type Phone } from "./people";

const HELD_MS = 12_000;
const hold = ({ db, now }: Phone, kind: Erasable, id: string): Promise<void> => holdErasure(db, kind, id, { now, eraseAt: now + HELD_MS });

/** Two phones that both have the entry with its photo. */
async function both(server: FakeServer): Promise<readonly [Phone, Phone]> {
  const [one, two] = [await phone(), await phone()];
  await one.writes("e1", { note: "sore" }, [picture("p1")]);
  await one.syncs(server);
  await two.syncs(server);
  return [one, two];
}

const notices = async ({ db }: Phone): Promise<readonly string[]> => db.getAllKeys("notices");
const entryIds = async ({ db }: Phone): Promise<readonly string[]> => db.getAllKeys("entries");

describe("an erasure", () => {
  test("is not sent while it can be undone, nor is what it would erase", async () => {
    const [alice, server] = [await phone(), new FakeServer()];
    await alice.writes("e1", { note: "sore" }, [picture("p1")]);
    await hold(alice, "entry", "e1");

    expect(await alice.syncs(server)).toEqual({ outcome: "done", nextAt: alice.now + HELD_MS });
    expect(server.calls).toEqual(["changes"]);

    expect(await undoErasure(alice.db, "entry", "e1")).toBe(true);
    await alice.syncs(server);
    expect([server.entries.has("e1"), server.photos.has("p1"), await alice.waiting()]).toEqual([true, true, []]);
  });

  test("of a photo holds back only that photo", async () => {
    const [alice, server] = [await phone(), new FakeServer()];
    await alice.writes("e1", { note: "sore" }, [picture("p1"), picture("p2")]);
    await hold(alice, "photo", "p1");
    await alice.syncs(server);
    alice.now += HELD_MS;
    await alice.syncs(server);
    expect([[...server.photos.keys()], server.calls.some((call) => call.startsWith("erase")), await alice.waiting()]).toEqual([["p2"], false, []]);
  });

  test("of something never sent stays on this phone", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("changes", "unreachable")];
    await alice.writes("e1", { note: "sore" }, [picture("p1")]);
    await hold(alice, "entry", "e1");
    alice.now += HELD_MS;
    await alice.syncs(server);
    expect([await entryIds(alice), await alice.waiting()]).toEqual([[], []]);
    await alice.syncs(server);
    expect(server.calls).toEqual(["changes", "changes"]);
  });

  test("made offline is sent once the network is back, and reaches the other phone", async () => {
    const server = new FakeServer();
    const [one, two] = await both(server);
    await hold(one, "entry", "e1");
    one.now += HELD_MS;
    server.next("changes", "unreachable");
    expect((await one.syncs(server)).outcome).toBe("offline");
    expect([await entryIds(one), await one.waiting()]).toEqual([[], ["erase-entry:e1"]]);

    await one.syncs(server);
    await two.syncs(server);

    expect([await one.waiting(), await entryIds(two), await two.db.getAllKeys("photos")]).toEqual([[], [], []]);
    expect([await notices(one), await notices(two)]).toEqual([[], []]);
  });

  test.each(["entry", "photo"] as const)("of an %s whose response is lost takes effect once", async (kind) => {
    const server = new FakeServer().next(kind === "entry" ? "eraseEntry" : "erasePhoto", "lost");
    const [one] = await both(server);
    const id = kind === "entry" ? "e1" : "p1";
    await hold(one, kind, id);
    one.now += HELD_MS;
    expect((await one.syncs(server)).outcome).toBe("offline");
    one.now += 10_000;
    await one.syncs(server);
    expect([await one.waiting(), server.erasures.filter((each) => each.id === id).length]).toEqual([[], 1]);
  });

  test("that both phones make ends on both", async () => {
    const server = new FakeServer();
    const [one, two] = await both(server);
    for (const each of [one, two]) {
      await hold(each, "entry", "e1");
      each.now += HELD_MS;
    }
    await one.syncs(server);
    await two.syncs(server);
    expect([await one.waiting(), await two.waiting(), await notices(two)]).toEqual([[], [], []]);
  });

  test("of something that the server does not have any more needs no attention", async () => {
    const server = new FakeServer();
    const [one] = await both(server);
    server.entries.clear();
    await hold(one, "entry", "e1");
    one.now += HELD_MS;
    await one.syncs(server);
    expect(await one.waiting()).toEqual([]);
  });

  test("is sent again if a write that was under way arrives after it", async () => {
    const server = new FakeServer();
    const [one, two] = [await phone(), await phone()];
    await one.writes("e1", { note: "sore" });
    const late = await one.db.get("entries", "e1");
    server.next("writeEntry", "unreachable");
    await one.syncs(server);
    await hold(one, "entry", "e1");
    one.now += HELD_MS;
    await one.syncs(server);
    expect(await one.waiting()).toEqual([]);

    if (late) await server.writeEntry(late);
    await two.syncs(server);
    expect(await entryIds(two)).toEqual(["e1"]);
    await one.syncs(server);
    await two.syncs(server);

    expect([await entryIds(one), await entryIds(two), server.entries.size]).toEqual([[], [], 0]);
  });
});

test("an erasure goes on to the server if a full phone could not mark what it sent, and its response was lost", async () => {
  const [alice, server] = [await phone(), new FakeServer().next("writeEntry", "lost")];
  await alice.writes("e1", { note: "sore" });
  fillPhone({ write: 0, commit: 2 }); // the first is what the pull stores
  await alice.syncs(server);
  vi.restoreAllMocks();
  expect(await alice.db.get("outbox", "entry:e1")).not.toHaveProperty("begun");
  await hold(alice, "entry", "e1");
  await alice.syncs(server);
  alice.now += HELD_MS;
  await alice.syncs(server);
  expect([server.entries.size, await entryIds(alice), await alice.waiting()]).toEqual([0, [], []]);
});

describe("a change of something erased on the other phone", () => {
  test("is dropped, and the person is told", async () => {
    const server = new FakeServer();
    const [one, two] = await both(server);
    await two.writes("e1", { note: "better" });
    await hold(one, "entry", "e1");
    one.now += HELD_MS;
    await one.syncs(server);
    await two.syncs(server);
    expect([await two.waiting(), await entryIds(two), await notices(two)]).toEqual([[], [], ["entry:e1"]]);
    expect(server.entries.size).toBe(0);
  });

  test("is dropped as well if it was erased between pull and upload", async () => {
    const server = new FakeServer();
    const [, two] = await both(server);
    await two.writes("e1", { note: "better" }, [picture("p2")]);
    const write = server.writeEntry.bind(server);
    server.writeEntry = async (sent) => {
      await server.eraseEntry("e1");
      return write(sent);
    };
    expect((await two.syncs(server)).outcome).toBe("done");
    expect([await two.waiting(), await entryIds(two), await two.db.getAllKeys("pictures"), await notices(two)]).toEqual([[], [], [], ["entry:e1"]]);
  });

  test("is given up if the server knows of an erasure that this phone never received", async () => {
    const server = new FakeServer();
    const [, two] = await both(server);
    await server.eraseEntry("e1");
    await two.syncs(server);
    await two.writes("e1", { note: "from a form that was still open" }, [picture("p2")]);
    await two.syncs(server);
    expect([await two.waiting(), await entryIds(two), await notices(two)]).toEqual([[], [], ["entry:e1"]]);
  });

  test("waits if the network fails before the erasure is received", async () => {
    const server = new FakeServer();
    const [, two] = await both(server);
    await server.eraseEntry("e1");
    await two.writes("e1", { note: "better" });
    server.changes = ((original) => async (after) => {
      const pulls = server.calls.filter((call) => call === "changes").length;
      const answer = await original(after);
      return pulls === 2 ? { value: { ...("value" in answer ? answer.value : (undefined as never)), erasures: [], revision: after } } : answer;
    })(server.changes.bind(server));
    const write = server.writeEntry.bind(server);
    server.writeEntry = (sent) => {
      server.next("changes", "unreachable");
      return write(sent);
    };
    expect((await two.syncs(server)).outcome).toBe("offline");
    expect(await outboxItems(two.db)).toMatchObject([{ key: "entry:e1", problem: null }]);
    two.now += 10_000;
    await two.syncs(server);
    expect([await two.waiting(), await notices(two)]).toEqual([[], ["entry:e1"]]);
  });

  test("of a photo that the other phone erased says nothing: there was no change to lose", async () => {
    const server = new FakeServer().next("uploadPhoto", "lost");
    const [one, two] = [await phone(), await phone()];
    await one.writes("e1", {}, [picture("p1")]);
    await one.syncs(server);
    await two.syncs(server);
    await hold(two, "photo", "p1");
    two.now += HELD_MS;
    await two.syncs(server);
    one.now += 10_000;
    await one.syncs(server);
    expect([await one.waiting(), await one.db.getAllKeys("pictures"), await entryIds(one), await notices(one)]).toEqual([[], [], ["e1"], []]);
  });

  test("a photo for it goes with it", async () => {
    const server = new FakeServer();
    const [, two] = await both(server);
    await two.writes("e1", {}, [picture("p2")]);
    const upload = server.uploadPhoto.bind(server);
    server.uploadPhoto = async (photo, bytes) => {
      await server.eraseEntry("e1");
      return upload(photo, bytes);
    };
    await two.syncs(server);
    expect([await two.waiting(), await entryIds(two), await two.db.getAllKeys("pictures"), await notices(two)]).toEqual([[], [], [], ["entry:e1"]]);
  });
});

test("an item put off by a clock that was set back since is sent at once", async () => {
  const [alice, server] = [await phone(), new FakeServer().next("writeEntry", 503)];
  alice.now += 365 * 86_400_000;
  await alice.writes("e1", { note: "sore" });
  await alice.syncs(server);
  alice.now -= 365 * 86_400_000;
  expect(await alice.syncs(server)).toEqual({ outcome: "done", nextAt: null });
  expect(server.entries.has("e1")).toBe(true);
});

test("a server that asks for a very long wait is asked again within the hour", async () => {
  const [alice, server] = [await phone(), new FakeServer().next("writeEntry", { status: 503, waitFor: 86_400_000 })];
  await alice.writes("e1", { note: "sore" });
  expect((await alice.syncs(server)).nextAt).toBe(alice.now + 3_600_000);
});

test("a photo whose entry was refused gives no reason to sync every second", async () => {
  const [alice, server] = [await phone(), new FakeServer().next("writeEntry", 409)];
  await alice.writes("e1", {}, [picture("p1")]);
  expect((await alice.syncs(server)).nextAt).toBeNull();
});

test("what was held back by a clock that was set back by some minutes since is sent at once", async () => {
  const [alice, server] = [await phone(), new FakeServer()];
  await saveHeldEntry(alice.db, entry("e1"), alice.now + 40 * 60_000, alice.now + 40 * 60_000 + 15_000);
  await alice.syncs(server);
  expect(server.entries.has("e1")).toBe(true);
});

test.each([
  ["can still be undone", 0],
  ["is complete", HELD_MS],
])("a form that is still open cannot save an entry whose erasure %s", async (_, later) => {
  const [alice, server] = [await phone(), new FakeServer()];
  await alice.writes("e1", { note: "sore" });
  await hold(alice, "entry", "e1");
  alice.now += later;
  await alice.syncs(server);
  await expect(alice.writes("e1", { note: "from the form" })).rejects.toMatchObject({ code: "erased" });
  expect((await alice.db.get("entries", "e1"))?.document.note).toBe(later ? undefined : "sore");
});

test("a response that arrives after the erasure in another tab brings nothing back", async () => {
  const [alice, server] = [await phone(), new FakeServer()];
  await alice.writes("e1", {}, [picture("p1")]);
  const meanwhile = async (kind: Erasable, id: string): Promise<void> => {
    await holdErasure(alice.db, kind, id, { now: alice.now, eraseAt: alice.now });
    await commitErasures(alice.db, alice.now);
  };
  const [write, upload] = [server.writeEntry.bind(server), server.uploadPhoto.bind(server)];
  server.uploadPhoto = async (photo, bytes) => {
    const answer = await upload(photo, bytes);
    await meanwhile("photo", "p1");
    return answer;
  };
  await alice.syncs(server);
  expect([await alice.db.getAllKeys("photos"), await alice.waiting()]).toEqual([[], ["erase-photo:p1"]]);

  await alice.writes("e1", { note: "edited" });
  server.writeEntry = async (sent) => {
    const answer = await write(sent);
    await meanwhile("entry", "e1");
    return answer;
  };
  await alice.syncs(server);
  await alice.syncs(server);
  expect([await entryIds(alice), await alice.waiting(), server.entries.size, server.photos.size]).toEqual([[], [], 0, 0]);
});
