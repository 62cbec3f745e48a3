// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { emptyDocument } from "../../src/domain/diary";
import { openDatabase } from "../../src/store/database";
import { saveEntry } from "../../src/store/diary";
import { deleteDraft, findDraft, newDrafts, saveDraft } from "../../src/store/drafts";
import { eraseEverything } from "../../src/store/erase";
import type { Database, Draft, DraftPicture } from "../../src/store/schema";
import { entry, NOON } from "../sync/people";

const PICTURES: Draft["pictures"] = [{ id: "p1", bytes: new ArrayBuffer(4) } as DraftPicture];

/** A database of a browser that is being closed: it does not begin a write any more. */
const CLOSING: Database = {
  transaction: () => ({ done: new Promise(() => undefined), commit: () => undefined, objectStore: () => ({ put: () => new Promise(() => undefined) }) }),
} as never;

let db: Database;
let databases = 0;

beforeEach(async () => {
  databases += 1;
  db = await openDatabase(`drafts-${String(databases)}`);
});
afterEach(() => localStorage.clear());

function noted(note: string, touched_at: number, pictures: Draft["pictures"] = []): Draft {
  return { treatment_id: "treatment", entry_id: "e1", occurred_at: null, document: { ...emptyDocument("UTC"), note }, pictures, touched_at };
}

function saveWhileClosing(draft: Draft): void {
  void saveDraft(CLOSING, draft);
}

test("the last letters before the browser is closed are there again, with the pictures that were stored before", async () => {
  await saveDraft(db, noted("a lo", NOON, PICTURES));
  saveWhileClosing(noted("a long", NOON + 1, PICTURES));
  saveWhileClosing(noted("a long walk", NOON + 2, PICTURES));

  const draft = await findDraft(db, "treatment");
  expect(draft).toMatchObject({ document: { note: "a long walk" }, pictures: [{ id: "p1" }] });
  expect(localStorage).toHaveLength(0);
  expect(await newDrafts(db, "treatment")).toEqual([draft]);
});

test("a draft of which nothing was stored yet is there again without pictures", async () => {
  saveWhileClosing(noted("s", NOON, PICTURES));
  expect(await findDraft(db, "treatment")).toMatchObject({ document: { note: "s" }, pictures: [] });
});

test("what was stored later, by another tab, is not replaced by older letters", async () => {
  saveWhileClosing(noted("old", NOON));
  const letters = Object.entries<string>(localStorage);
  await saveDraft(db, noted("new", NOON + 1));
  for (const [key, value] of letters) localStorage.setItem(key, value);
  expect((await findDraft(db, "treatment"))?.document.note).toBe("new");
});

test("letters of an entry that was saved meanwhile are no draft", async () => {
  saveWhileClosing(noted("a walk", NOON));
  await saveEntry(db, entry("e1", { note: "a walk" }), [], NOON);
  expect(await findDraft(db, "treatment")).toBeUndefined();
  expect(await findDraft(db, "treatment", "e1")).toBeUndefined();
  expect(localStorage).toHaveLength(0);
});

test("letters that cannot be read are dropped", async () => {
  localStorage.setItem("afterglow-check-in e1", "{");
  expect(await findDraft(db, "treatment")).toBeUndefined();
  expect(localStorage).toHaveLength(0);
});

test("nothing stays beside a stored draft, a deleted one, or after everything is erased", async () => {
  await saveDraft(db, noted("a", NOON));
  expect(localStorage).toHaveLength(0);

  saveWhileClosing(noted("ab", NOON + 1));
  expect(localStorage).toHaveLength(1);
  await deleteDraft(db, "e1");
  expect(localStorage).toHaveLength(0);
  expect(await findDraft(db, "treatment")).toBeUndefined();

  saveWhileClosing(noted("abc", NOON + 2));
  await eraseEverything();
  expect(localStorage).toHaveLength(0);
});
