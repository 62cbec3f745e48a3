import { describe, expect, test } from "vitest";
import { emptyDocument, type EntryDocument } from "../../src/domain/diary";
import { merge } from "../../src/domain/merge";
import { mergedFields } from "../../src/domain/merged-fields";

const filled = (part: Partial<EntryDocument> = {}): EntryDocument => ({ ...emptyDocument("UTC"), ...part });
const base = filled({ scores: { redness: 1 }, note: "Sore." });

/** The fields after the merge that the server makes; `received`: whether this phone has seen the other version. */
function fieldsAfter(theirs: Partial<EntryDocument>, mine: Partial<EntryDocument>, received = true) {
  const [other, own] = [filled({ ...base, ...theirs }), filled({ ...base, ...mine })];
  const merged = merge(base, other, own).document;
  return mergedFields({ base, theirs: received ? other : null, mine: own, merged });
}

describe("after a merge, the person reads", () => {
  test("nothing if only this device has changed something", () => {
    expect(fieldsAfter({}, { note: "Better.", scores: { redness: 0 } })).toEqual([]);
  });

  test("nothing about the clock and the time zone, which are no answers", () => {
    expect(fieldsAfter({ time_zone: "Europe/Berlin", clock_offset_ms: 5 }, { note: "Better." })).toEqual([]);
  });

  test("what the other device has added", () => {
    expect(fieldsAfter({ scores: { redness: 1, itching: 2 } }, { note: "Better." })).toEqual([{ field: "scores.itching", mine: null, theirs: 2, merged: 2 }]);
  });

  test("whose value counts if both changed it, also if it is their own", () => {
    expect(fieldsAfter({ scores: { redness: 2 } }, { scores: { redness: 3 } })).toEqual([{ field: "scores.redness", mine: 3, theirs: 2, merged: 3 }]);
    expect(fieldsAfter({ scores: { redness: 4 } }, { scores: { redness: 3 } })).toEqual([{ field: "scores.redness", mine: 3, theirs: 4, merged: 4 }]);
    expect(fieldsAfter({ states: { healed: false } }, { states: { healed: true } })).toEqual([{ field: "states.healed", mine: true, theirs: false, merged: false }]);
  });

  test("nothing about what both changed alike", () => {
    expect(fieldsAfter({ note: "Better." }, { note: "Better." })).toEqual([]);
  });

  test("both texts, and both lists", () => {
    const [text, list] = [fieldsAfter({ note: "Red." }, { note: "Itchy." }), fieldsAfter({ products: ["serum"] }, { products: ["balm"] })];
    expect(text).toEqual([{ field: "note", mine: "Itchy.", theirs: "Red.", merged: "Red.\n---\nItchy." }]);
    expect(list).toEqual([{ field: "products", mine: ["balm"], theirs: ["serum"], merged: ["serum", "balm"] }]);
  });

  test("signs with their area", () => {
    const signs = [{ sign: "pustules", area: "chin" }, { sign: "fever", area: null }] as const;
    expect(fieldsAfter({ signs }, {})).toEqual([{ field: "signs", mine: null, theirs: ["pustules chin", "fever"], merged: ["pustules chin", "fever"] }]);
  });

  test("what differs from their own version, if the other one was never received", () => {
    expect(fieldsAfter({ scores: { redness: 4 } }, { scores: { redness: 3 } }, false)).toEqual([{ field: "scores.redness", mine: 3, theirs: 4, merged: 4 }]);
    expect(fieldsAfter({ scores: { redness: 2 } }, { scores: { redness: 3 } }, false)).toEqual([]);
  });

  test("everything that differs, if the two share no earlier version", () => {
    const [theirs, mine] = [filled({ scores: { redness: 2 } }), filled({ scores: { redness: 1 } })];
    expect(mergedFields({ base: null, theirs, mine, merged: theirs })).toEqual([{ field: "scores.redness", mine: 1, theirs: 2, merged: 2 }]);
  });
});
