/** An entry that was changed on two phones: the one whose change was merged tells the person. */
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { holdErasure, commitErasures } from "../../src/store/erasures";
import { FakeServer } from "./fake-server";
import { phone, type Phone } from "./people";

const notices = async ({ db }: Phone) => db.getAll("notices");

/** Two phones with the same entry, both up to date. */
async function both(server: FakeServer): Promise<readonly [Phone, Phone]> {
  const [one, two] = [await phone(), await phone()];
  await one.writes("e1", { note: "sore", scores: { redness: 1 } });
  await one.syncs(server);
  await two.syncs(server);
  return [one, two];
}

const redness = { field: "scores.redness", mine: 3, theirs: 2, merged: 3 };

test("names the fields of both, with the value of each", async () => {
  const server = new FakeServer();
  const [one, two] = await both(server);
  await one.writes("e1", { note: "sore", scores: { redness: 2, itching: 1 } });
  await two.writes("e1", { note: "sore", scores: { redness: 3 } });
  await one.syncs(server);
  await two.syncs(server);
  await one.syncs(server);

  expect(await notices(one)).toEqual([]);
  expect(await notices(two)).toMatchObject([
    { id: "merged:e1", kind: "merged", day_at: "2026-11-20T11:00:00Z", fields: [{ field: "scores.itching", mine: null, theirs: 1, merged: 1 }, redness] },
  ]);
});

test("says nothing if the other phone did not change it", async () => {
  const server = new FakeServer();
  const [one, two] = await both(server);
  await two.writes("e1", { note: "better", scores: { redness: 0 } });
  await two.syncs(server);
  await one.syncs(server);
  expect([await notices(one), await notices(two)]).toEqual([[], []]);
});

test("says so as well if the response with the merged entry was lost", async () => {
  const server = new FakeServer();
  const [one, two] = await both(server);
  await one.writes("e1", { note: "sore", scores: { redness: 2 } });
  await two.writes("e1", { note: "sore", scores: { redness: 3 } });
  await one.syncs(server);
  server.next("writeEntry", "lost");
  await two.syncs(server);
  two.now += 60_000;
  await two.syncs(server);
  expect(await two.waiting()).toEqual([]);
  expect(await notices(two)).toMatchObject([{ fields: [redness] }]);
});

test("says so if the version of the other phone arrives only with the answer", async () => {
  const server = new FakeServer();
  const [one, two] = await both(server);
  await two.writes("e1", { note: "sore", scores: { redness: 2 } });
  const write = server.writeEntry.bind(server);
  let raced = false;
  server.writeEntry = async (sent) => {
    if (!raced) {
      raced = true;
      await one.writes("e1", { note: "sore", scores: { redness: 4 } });
      await one.syncs(server);
    }
    return write(sent);
  };
  await two.syncs(server);
  expect(await notices(two)).toMatchObject([{ fields: [{ field: "scores.redness", mine: 2, theirs: 4, merged: 4 }] }]);
});

test("a second merge adds to a notice that was not confirmed", async () => {
  const server = new FakeServer();
  const [one, two] = await both(server);
  await one.writes("e1", { note: "sore", scores: { redness: 2 } });
  await two.writes("e1", { note: "sore", scores: { redness: 3 } });
  for (const each of [one, two, one]) await each.syncs(server);
  await one.writes("e1", { note: "sore, warm", scores: { redness: 3 } });
  await two.writes("e1", { note: "very sore", scores: { redness: 3 } });
  for (const each of [one, two]) await each.syncs(server);
  expect((await notices(two))[0]?.fields?.map(({ field }) => field)).toEqual(["note", "scores.redness"]);
});

test("what a notice quotes is erased with the entry", async () => {
  const server = new FakeServer();
  const [one, two] = await both(server);
  await one.writes("e1", { note: "sore", scores: { redness: 2 } });
  await two.writes("e1", { note: "sore", scores: { redness: 3 } });
  for (const each of [one, two]) await each.syncs(server);
  await holdErasure(two.db, "entry", "e1", { now: two.now, eraseAt: two.now });
  await commitErasures(two.db, two.now);
  expect(await notices(two)).toEqual([]);
});
