import { expect, test } from "vitest";
import { emptyDocument, type Entry, type EntryDocument } from "../../src/domain/diary";
import { loggedDays } from "../../src/domain/logged-days";
import { partOfDay } from "../../src/domain/part-of-day";
import { photo } from "../records";

const TREATED = "2026-11-18T10:00:00Z";
const NOW = Date.parse("2026-11-20T21:00:00Z");

function entry(occurred_at: string, part: Partial<EntryDocument>): Entry {
  return { id: occurred_at, treatment_id: "t", occurred_at, document: { ...emptyDocument("UTC"), ...part }, revision: 1, edited: false };
}

const days = (...entries: readonly Entry[]): readonly boolean[] => loggedDays({ entries, photos: [] }, TREATED, NOW, "Europe/Berlin");

test("the days are counted from the treatment to today, both included", () => {
  expect(days(entry("2026-11-18T12:00:00Z", { scores: { redness: 1 } }), entry("2026-11-20T20:00:00Z", { note: "Fine." }))).toEqual([true, false, true]);
  expect(loggedDays({ entries: [], photos: [] }, TREATED, Date.parse("2026-11-17T10:00:00Z"), "UTC")).toEqual([]);
});

test("two check-ins on one day are one day, by the phone's calendar", () => {
  const late = entry("2026-11-18T22:30:00Z", { scores: { redness: 1 } });
  expect(days(late, entry("2026-11-18T23:30:00Z", { scores: { redness: 1 } }))).toEqual([true, true, false]);
});

test("anything that a check-in holds makes a day, a report by one tap does not", () => {
  const day = (part: Partial<EntryDocument>): boolean => days(entry("2026-11-19T10:00:00Z", part))[1] === true;
  const parts: Partial<EntryDocument>[] = [{ states: { calm: false } }, { signs_gone: ["oozing"] }, { signs: [{ sign: "fever", area: null }] }, { products: ["Aloe"] }, { activities: ["run"] }, { question: "May I?" }];
  expect(parts.map(day)).toEqual(parts.map(() => true));
  expect([day({ acts: ["wash"], duties_done: ["shower"] }), day({})]).toEqual([false, false]);
});

test("a photo makes a day", () => {
  expect(loggedDays({ entries: [], photos: [photo("p")] }, TREATED, NOW, "UTC")).toEqual([false, false, true]);
});

test.each([
  ["05:59", "night"],
  ["06:00", "morning"],
  ["11:59", "morning"],
  ["12:00", "afternoon"],
  ["18:00", "evening"],
  ["22:00", "night"],
])("%s is part of the %s", (time, part) => {
  expect(partOfDay(Date.parse(`2026-11-20T${time}:00+01:00`), "Europe/Berlin")).toBe(part);
});
