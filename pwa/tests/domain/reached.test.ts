import { expect, test } from "vitest";
import { emptyDocument, type Entry, type EntryDocument } from "../../src/domain/diary";
import { isPhotoDue, reached } from "../../src/domain/reached";
import { photo } from "../records";

const entry = (at: string, scores: EntryDocument["scores"]): Entry => ({ id: at, treatment_id: "t", occurred_at: at, document: { ...emptyDocument("UTC"), scores }, revision: 1, edited: false });

test("days are counted by the calendar of the phone, and only with something about the skin", () => {
  const entries = [entry("2026-11-18T22:30:00Z", { redness: 2 }), entry("2026-11-18T23:30:00Z", { redness: 1 }), entry("2026-11-20T10:00:00Z", {})];
  expect(reached(entries, [photo("p")], "UTC")).toEqual({ days: 1, photos: 1, resolved: [] });
  expect(reached(entries, [], "Europe/Berlin").days).toBe(2);
});

test("a symptom has resolved if it was there and the last score says that it is gone", () => {
  const entries = [entry("2026-11-18T10:00:00Z", { redness: 2, swelling: 0, itching: 1 }), entry("2026-11-19T10:00:00Z", { redness: 0, itching: 2 })];
  expect(reached(entries, [], "UTC").resolved).toEqual(["redness"]);
});

test("a photo is due after a week, and where there is none", () => {
  const taken = Date.parse(photo("p").taken_at);
  expect(isPhotoDue([], taken)).toBe(true);
  expect(isPhotoDue([photo("p")], taken + 6 * 24 * 3_600_000)).toBe(false);
  expect(isPhotoDue([photo("p")], taken + 7 * 24 * 3_600_000)).toBe(true);
});
