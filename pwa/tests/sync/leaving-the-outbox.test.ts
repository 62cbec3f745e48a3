/** What leaves the outbox and what stays in it, for every kind of item. */
import "fake-indexeddb/auto";
import { describe, expect, test } from "vitest";
import { findPicture } from "../../src/store/diary";
import { discard, outboxItem, outboxItems } from "../../src/store/outbox";
import { saveNewGrants, saveRevocation } from "../../src/store/sharing";
import { grant } from "../records";
import { FakeServer } from "./fake-server";
import { NOON, phone, picture } from "./people";

describe("opening the diary to a practitioner", () => {
  const asked = { ...grant("g1"), revoked_at: null };

  test("the grant is stored as the server created it, and is not requested again", async () => {
    const [alice, server] = [await phone(), new FakeServer()];
    await saveNewGrants(alice.db, [asked], NOON);

    await alice.syncs(server);
    await alice.syncs(server);

    expect(await alice.db.get("grants", "g1")).toEqual(asked);
    expect(await alice.waiting()).toEqual([]);
    expect(server.calls.filter((call) => call === "openDiary g1")).toHaveLength(1);
  });

  test("a refused grant is not shown as open, and needs attention", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("openDiary", 403)];
    await saveNewGrants(alice.db, [asked], NOON);

    await alice.syncs(server);

    expect(await alice.db.get("grants", "g1")).toBeUndefined();
    expect(await outboxItems(alice.db)).toMatchObject([{ key: "grant:g1", problem: "status-403" }]);
  });
});

describe("closing the diary", () => {
  test("stays in the outbox until the server has confirmed it", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("closeDiary", 503)];
    await saveRevocation(alice.db, "g1", NOON);

    await alice.syncs(server);
    expect(await alice.waiting()).toEqual(["revoke:g1"]);
    alice.now += 5_000;
    await alice.syncs(server);
    expect(await alice.waiting()).toEqual([]);
  });

  test("repeated while it is being sent, is sent once more", async () => {
    const [alice, server] = [await phone(), new FakeServer()];
    await saveRevocation(alice.db, "g1", NOON);
    const close = server.closeDiary.bind(server);
    server.closeDiary = async (id) => {
      if (!server.calls.includes("closeDiary g1")) await saveRevocation(alice.db, id, NOON);
      return close(id);
    };

    await alice.syncs(server);
    expect(await alice.waiting()).toEqual(["revoke:g1"]);
    await alice.syncs(server);
    expect(await alice.waiting()).toEqual([]);
  });
});

describe("an item whose record is not on this phone does not block the others", () => {
  test.each(["entry", "photo", "grant"] as const)("%s", async (kind) => {
    const [alice, server] = [await phone(), new FakeServer()];
    await alice.db.put("outbox", outboxItem(kind, "gone", NOON - 1));
    await alice.writes("e1", { note: "sore" });

    expect((await alice.syncs(server)).outcome).toBe("done");

    expect(await alice.waiting()).toEqual([]);
    expect(server.entries.get("e1")?.document.note).toBe("sore");
  });

  test("a photo whose bytes the browser has lost", async () => {
    const [alice, server] = [await phone(), new FakeServer()];
    await alice.writes("e1", {}, [picture("p1"), picture("p2")]);
    await alice.db.delete("pictures", "p1");

    await alice.syncs(server);

    expect([await alice.waiting(), [...server.photos.keys()]]).toEqual([[], ["p2"]]);
    expect([await findPicture(alice.db, "p1"), (await findPicture(alice.db, "p2"))?.bytes.byteLength]).toEqual([undefined, 3]);
  });
});

test("what was discarded while it was being sent does not come back when the server refuses it", async () => {
  const [alice, server] = [await phone(), new FakeServer().next("uploadPhoto", 413)];
  await alice.writes("e1", {}, [picture("p1")]);
  const upload = server.uploadPhoto.bind(server);
  server.uploadPhoto = async (photo, bytes) => {
    await discard(alice.db, "photo:p1");
    return upload(photo, bytes);
  };

  await alice.syncs(server);

  expect(await alice.waiting()).toEqual([]);
});

test("a bug in the app is thrown instead of being reported as a problem of the phone", async () => {
  const [alice, server] = [await phone(), new FakeServer()];
  server.changes = () => Promise.reject(new TypeError("undefined is not a function"));
  await expect(alice.syncs(server)).rejects.toThrow(TypeError);
});
