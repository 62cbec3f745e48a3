/** Marked eyes travel with their photo: after its upload, to the other phone, and never over newer marks of this one. */
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import type { Eyes } from "../../src/domain/outline";
import { holdErasure } from "../../src/store/erasures";
import { saveEyes } from "../../src/store/photo-eyes";
import { FakeServer } from "./fake-server";
import { phone, picture, type Phone } from "./people";

const EYES: Eyes = { left: { x: 0.3, y: 0.4 }, right: { x: 0.6, y: 0.4 } };
const MOVED: Eyes = { left: { x: 0.35, y: 0.4 }, right: { x: 0.6, y: 0.4 } };

const mark = ({ db, now }: Phone, eyes: Eyes | null): Promise<void> => saveEyes(db, "p1", eyes, now);
const eyesOn = async ({ db }: Phone): Promise<Eyes | null | undefined> => (await db.get("photos", "p1"))?.eyes;

async function both(server: FakeServer): Promise<readonly [Phone, Phone]> {
  const [one, two] = [await phone(), await phone()];
  await one.writes("e1", { note: "sore" }, [picture("p1")]);
  await one.syncs(server);
  await two.syncs(server);
  return [one, two];
}

test("marks made offline reach the server after the photo, and then the other phone", async () => {
  const [one, two, server] = [await phone(), await phone(), new FakeServer()];
  await one.writes("e1", {}, [picture("p1")]);
  await mark(one, EYES);
  expect(await eyesOn(one)).toEqual(EYES);
  await one.syncs(server);
  expect(server.calls).toEqual(["changes", "writeEntry e1", "uploadPhoto p1", "markEyes p1"]);
  await two.syncs(server);
  expect([await eyesOn(two), await one.waiting()]).toEqual([EYES, []]);
});

test("marks wait as long as their photo does", async () => {
  const [one, server] = [await phone(), new FakeServer().next("uploadPhoto", 503)];
  await one.writes("e1", {}, [picture("p1")]);
  await mark(one, EYES);
  await one.syncs(server);
  expect(await one.waiting()).toEqual(["eyes:p1", "photo:p1"]);
  expect(server.calls).not.toContain("markEyes p1");
});

test("a photo that arrives from the server does not undo marks that were not sent yet", async () => {
  const server = new FakeServer();
  const [one, two] = await both(server);
  await mark(two, MOVED);
  await two.syncs(server);
  await mark(one, EYES);
  await one.syncs(server.next("markEyes", "unreachable")); // pulls the marks of the other phone
  expect(await eyesOn(one)).toEqual(EYES);
  one.now += 60_000;
  await one.syncs(server);
  await two.syncs(server);
  expect([await eyesOn(one), await eyesOn(two)]).toEqual([EYES, EYES]); // the last marks count
});

test("marks that were moved while they were being sent are sent again", async () => {
  const server = new FakeServer();
  const [one] = await both(server);
  await mark(one, EYES);
  const send = server.markEyes.bind(server);
  server.markEyes = async (photo) => {
    server.markEyes = send;
    await mark(one, MOVED);
    return send(photo);
  };
  await one.syncs(server);
  expect([await eyesOn(one), await one.waiting()]).toEqual([MOVED, ["eyes:p1"]]);
  await one.syncs(server);
  expect([server.photos.get("p1")?.eyes, await one.waiting()]).toEqual([MOVED, []]);
});

test("marks can be removed", async () => {
  const server = new FakeServer();
  const [one] = await both(server);
  await mark(one, EYES);
  await mark(one, null);
  await one.syncs(server);
  expect([await eyesOn(one), server.photos.get("p1")?.eyes]).toEqual([null, null]);
});

test("marks of a photo that is gone are given up", async () => {
  const server = new FakeServer();
  const [one, two] = await both(server);
  await saveEyes(one.db, "unknown", EYES, one.now);
  expect(await one.waiting()).toEqual([]);
  await mark(one, EYES);
  await holdErasure(two.db, "photo", "p1", { now: two.now, eraseAt: two.now });
  await two.syncs(server);
  await one.syncs(server);
  expect([await eyesOn(one), await one.waiting()]).toEqual([undefined, []]);
});

test("marks whose photo is lost on the server or on this phone do not block the rest", async () => {
  const server = new FakeServer();
  const [one] = await both(server);
  await mark(one, EYES);
  server.photos.delete("p1");
  await one.syncs(server);
  expect(await one.waiting()).toEqual([]);
  await mark(one, MOVED);
  await one.db.delete("photos", "p1");
  await one.syncs(server);
  expect(await one.waiting()).toEqual([]);
});

test("a photo that is erased while its marks are being sent does not come back", async () => {
  const server = new FakeServer();
  const [one] = await both(server);
  await mark(one, EYES);
  const send = server.markEyes.bind(server);
  server.markEyes = async (photo) => {
    await one.db.put("erased", { key: "photo:p1", erased_at: one.now });
    await one.db.delete("photos", "p1");
    return send(photo);
  };
  await one.syncs(server);
  expect([await eyesOn(one), await one.waiting()]).toEqual([undefined, []]);
});
