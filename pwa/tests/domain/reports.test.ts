import { describe, expect, it } from "vitest";
import { emptyDocument, type Entry, type EntryDocument } from "../../src/domain/diary";
import { flagsNow } from "../../src/domain/latest-entry";
import { isEmptyDocument, isRecentReport, lastReport, reportsIn, withoutReport } from "../../src/domain/reports";

const HOUR = 3_600_000;
const TREATED = Date.parse("2026-11-18T10:00:00Z");
const NOW = TREATED + 5 * HOUR;

function entry(id: string, hours: number, part: Partial<EntryDocument>): Entry {
  const occurred_at = new Date(TREATED + hours * HOUR).toISOString();
  return { id, treatment_id: "treatment", occurred_at, document: { ...emptyDocument("Europe/Berlin"), ...part }, revision: 0, edited: false };
}

describe("a report", () => {
  const washed = { kind: "acts", name: "wash" } as const;
  const diary = [entry("a", 1, { acts: ["wash"] }), entry("b", 2, { acts: ["wash", "home"], note: "Sore." }), entry("c", 3, { duties_done: ["wash"] })];

  it("is the last one of its kind and name", () => {
    expect(lastReport(diary, washed)?.id).toBe("b");
    expect(lastReport(diary, { kind: "duties_done", name: "wash" })?.id).toBe("c");
    expect(lastReport(diary, { kind: "acts", name: "outside" })).toBeUndefined();
  });

  it("is shown for a day", () => {
    const hoursOn = (hours: number): boolean => isRecentReport(diary[0] as Entry, TREATED + hours * HOUR);
    expect([hoursOn(2), hoursOn(24.9), hoursOn(25)]).toEqual([true, true, false]);
  });

  it("can be removed from an entry, which may be empty then", () => {
    const [alone, beside, duty] = diary.map(({ document }) => document) as [EntryDocument, EntryDocument, EntryDocument];
    expect(isEmptyDocument(withoutReport(alone, washed))).toBe(true);
    expect(withoutReport(beside, washed)).toMatchObject({ acts: ["home"], note: "Sore." });
    expect(isEmptyDocument(withoutReport(duty, { kind: "duties_done", name: "wash" }))).toBe(true);
    expect(reportsIn(beside)).toEqual([washed, { kind: "acts", name: "home" }]);
    expect(reportsIn(duty)).toEqual([{ kind: "duties_done", name: "wash" }]);
  });

  it("may be missing in an entry that an older version of the app has stored", () => {
    const { acts: _acts, duties_done: _duties, ...older } = emptyDocument("UTC");
    expect(isEmptyDocument(older)).toBe(true);
  });

  it("says nothing about the skin: what was last said holds", () => {
    const sore = entry("s", 0, { scores: { tenderness: 2 } });
    expect(flagsNow([sore, ...diary], NOW)).toEqual({ "now:tenderness": true, "now:sore": true });
  });
});
