import { describe, expect, it, test } from "vitest";
import type { Band } from "../../src/domain/course";
import { expectedLength, firstAndLast, signResults, symptomResults } from "../../src/domain/course-results";
import { emptyDocument, type Entry, type EntryDocument, type Photo } from "../../src/domain/diary";
import type { Timeline } from "../../src/domain/timeline";
import { after, window } from "../components/made-up";
import { photo, timeline } from "../records";

const course: Timeline = { ...timeline(), windows: [window("redness", "expect", { opens: after(0), closes: after(72) }), window("itching", "call")] };

function entry(day: number, part: Partial<EntryDocument>): Entry {
  const occurred_at = `2026-11-${String(17 + day)}T12:00:00Z`;
  return { id: occurred_at, treatment_id: "t", occurred_at, document: { ...emptyDocument("UTC"), ...part }, revision: 1, edited: false };
}

describe("a symptom", () => {
  const results = (...entries: readonly Entry[]) => symptomResults(entries, course).map(({ symptom, lastDay, lastScore, goneDay, band }) => [symptom, lastDay, lastScore, goneDay, band?.symptom]);

  it("was gone on the first day without it after the last day with it", () => {
    const scores = [3, 0, 1, 0, 0];
    expect(results(...scores.map((redness, index) => entry(index + 1, { scores: { redness } })))).toEqual([["redness", 3, 1, 4, "redness"]]);
  });

  it("that was there last was not gone; one that was never there is no result", () => {
    expect(results(entry(1, { scores: { redness: 3, swelling: 0 } }), entry(2, { note: "n" }), entry(5, { scores: { redness: 2 } }))).toEqual([["redness", 5, 2, null, "redness"]]);
  });

  it("has no band where the sheet says only when to call, or nothing", () => {
    expect(results(entry(1, { scores: { itching: 1, bruising: 1 } }), entry(2, { scores: { bruising: 0 } }))).toEqual([["bruising", 1, 1, 2, undefined], ["itching", 1, 1, null, undefined]]);
  });

  it("comes first if it was gone first", () => {
    const entries = [entry(1, { scores: { redness: 3, swelling: 2, itching: 1 } }), entry(2, { scores: { swelling: 0 } }), entry(3, { scores: { redness: 0 } })];
    expect(results(...entries).map(([symptom]) => symptom)).toEqual(["swelling", "redness", "itching"]);
  });
});

describe("a sign", () => {
  const there = { signs: [{ sign: "pustules", area: null }] } as const;
  const results = (...entries: readonly Entry[]) => signResults(entries, course).map(({ sign, firstDay, lastDay, goneDay }) => [sign, firstDay, lastDay, goneDay]);

  it("is gone when the patient said so, unless it was reported again", () => {
    const gone = { signs_gone: ["pustules"] } as const;
    expect(results(entry(4, there), entry(5, there), entry(6, {}), entry(7, gone))).toEqual([["pustules", 4, 5, 7]]);
    expect(results(entry(4, there), entry(5, gone), entry(6, there))).toEqual([["pustules", 4, 6, null]]);
    expect(results(entry(4, gone))).toEqual([]);
  });
});

test.each([
  [24, 72, { unit: "day", least: 1, most: 3 }],
  [null, 72, { unit: "day", least: 3, most: 3 }],
  [24, 48, { unit: "day", least: 1, most: 2 }],
  [12, 36, { unit: "hour", least: 12, most: 36 }],
  [12, 24, { unit: "hour", least: 12, most: 24 }],
  [12, 72, { unit: "until", day: 4 }],
  [61, 61, { unit: "until", day: 3 }],
  [null, null, { unit: "open" }],
])("from %s to %s hours is said as %j", (least, surely, expected) => {
  const band: Band = { symptom: "redness", onset_hours: 0, resolves_least_hours: least, resolves_surely_hours: surely, until_hours: surely, call_after_hours: null, up_to: null, trend: null, rule_ids: [] };
  expect(expectedLength(band, course)).toEqual(expected); // treated at 11:00 in Berlin: 61 hours later is the midnight that ends day 3
});

describe("the first and the last photo", () => {
  const taken = (id: string, day: number, part: Partial<Photo> = {}): Photo => ({ ...photo(id), taken_at: `2026-11-${String(17 + day)}T12:00:00Z`, ...part });
  const ids = (photos: readonly Photo[]) => firstAndLast(photos)?.map(({ id }) => id) ?? null;

  it("are of the same angle and area, with the most days between them", () => {
    expect(ids([taken("a", 1), taken("b", 1, { angle: "left" }), taken("c", 3), taken("d", 6, { angle: "left" }), taken("e", 9, { angle: "right" })])).toEqual(["b", "d"]);
    expect(ids([taken("a", 1), taken("b", 1, { angle: "left" }), taken("c", 3), taken("d", 3, { angle: "left" })])).toEqual(["a", "c"]);
    expect(ids([taken("b", 1, { angle: "left" }), taken("a", 1), taken("d", 3, { angle: "left" }), taken("c", 3)])).toEqual(["a", "c"]);
    expect(ids([taken("a", 1, { angle: "close-up", area: "chin" }), taken("b", 4, { angle: "close-up", area: "nose" })])).toBeNull();
    expect(ids([taken("a", 1)])).toBeNull();
  });
});
