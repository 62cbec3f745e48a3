/** The small copies of photos that were shown: how many are stored, and that none outlives its photo. */
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { applyChanges } from "../../src/store/changes";
import { openDatabase } from "../../src/store/database";
import type { Database } from "../../src/store/schema";
import { findThumbnail, MOST_THUMBNAILS, saveThumbnail } from "../../src/store/thumbnails";
import { photo } from "../records";
import { NOON } from "../sync/people";

const NOTHING = { revision: 9, more: false, epoch: "", treatments: [], entries: [], photos: [], replies: [], grants: [], access_records: [], erasures: [] };
const small = (id: string) => ({ id, type: "image/webp", bytes: new Uint8Array([1, 2]).buffer });

async function diaryOf(...ids: string[]): Promise<Database> {
  const db = await openDatabase(`thumbnails-${ids.length}-${ids[0]}`);
  await applyChanges(db, { ...NOTHING, photos: ids.map((id) => photo(id)) });
  return db;
}

test("the small copy of a photo is found again", async () => {
  const db = await diaryOf("p1");
  expect(await findThumbnail(db, "p1")).toBeUndefined();
  await saveThumbnail(db, small("p1"), NOON);
  expect(await findThumbnail(db, "p1")).toMatchObject({ type: "image/webp", stored_at: NOON });
});

test("the one that was stored first goes when there are too many", async () => {
  const ids = Array.from({ length: MOST_THUMBNAILS + 2 }, (_, place) => `p${place}`);
  const db = await diaryOf(...ids);
  for (const [place, id] of ids.entries()) await saveThumbnail(db, small(id), NOON - place); // the last is the oldest
  expect(await db.count("thumbnails")).toBe(MOST_THUMBNAILS);
  expect(await findThumbnail(db, "p0")).toBeDefined();
  expect(await findThumbnail(db, `p${MOST_THUMBNAILS + 1}`)).toBeUndefined();
});

test("a copy that arrives after its photo was erased is not stored", async () => {
  const db = await diaryOf("p1");
  await applyChanges(db, { ...NOTHING, erasures: [{ id: "p1", kind: "photo", erased_at: "2026-11-20T12:00:00Z", revision: 10 }] });
  await saveThumbnail(db, small("p1"), NOON);
  expect(await db.count("thumbnails")).toBe(0);
});
