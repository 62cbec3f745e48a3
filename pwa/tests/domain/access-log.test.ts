import { describe, expect, it } from "vitest";
import { accessDays } from "../../src/domain/access-log";
import type { AccessRecord } from "../../src/domain/diary";

const record = (viewed_at: string, part: Partial<AccessRecord> = {}): AccessRecord => ({
  ...{ id: viewed_at, treatment_id: "t", practitioner_name: "Bob", everyone_at: "", kind: "diary", link_id: null, link_name: "", viewed_at, revision: 1 },
  ...part,
});

describe("the access log in days", () => {
  it("is empty without records", () => {
    expect(accessDays([], "UTC")).toEqual([]);
  });

  it("counts how often each reader has opened the diary on the person's calendar, the newest first", () => {
    const records = [record("2026-11-18T22:30:00Z"), record("2026-11-18T23:30:00Z"), record("2026-11-19T08:00:00Z"), record("2026-11-19T09:00:00Z", { practitioner_name: "Erin" })];
    const days = accessDays(records, "Europe/Berlin");
    expect(days.map(({ date, readers }) => [date, readers.map(({ name, times }) => [name, times])])).toEqual([
      ["2026-11-19", [["Erin", 1], ["Bob", 2]]],
      ["2026-11-18", [["Bob", 1]]],
    ]);
    expect(days[0]?.readers[1]?.last).toBe(Date.parse("2026-11-19T08:00:00Z"));
  });

  it("does not count photos as a second look, nor wrong codes as a reader", () => {
    const byLink = { practitioner_name: "", link_id: "l" };
    const records = [record("2026-11-18T10:00:00Z", byLink), record("2026-11-18T10:01:00Z", { ...byLink, kind: "photos" }), record("2026-11-18T11:00:00Z", { ...byLink, kind: "locked" })];
    const [day] = accessDays(records, "UTC");
    expect(day?.readers.map(({ times, photos, locked }) => [times, photos, locked])).toEqual([[0, false, true], [1, true, false]]);
  });

  it("counts the copies that a reader took beside the times that they looked", () => {
    const records = [record("2026-11-18T10:00:00Z"), record("2026-11-18T10:05:00Z", { kind: "export" }), record("2026-11-18T10:06:00Z", { kind: "export" })];
    expect(accessDays(records, "UTC")[0]?.readers).toMatchObject([{ name: "Bob", times: 1, copies: 2, photos: false }]);
  });

  it("counts lists apart, which are no look at the diary", () => {
    const listed = (at: string) => record(at, { kind: "queue" });
    const records = [listed("2026-11-18T09:00:00Z"), record("2026-11-18T10:00:00Z"), listed("2026-11-18T11:00:00Z"), record("2026-11-19T10:00:00Z", { kind: "photos" }), listed("2026-11-20T10:00:00Z")];
    const days = accessDays(records, "UTC").map(({ readers }) => readers[0]);
    expect(days.map((reader) => [reader?.times, reader?.listed, reader?.photos])).toEqual([[0, 1, false], [0, 0, true], [1, 2, false]]);
    expect([days[2]?.last, days[2]?.lastListed]).toEqual([Date.parse("2026-11-18T10:00:00Z"), Date.parse("2026-11-18T11:00:00Z")]);
  });

  it("counts a record that an older app has stored without its kind", () => {
    const { kind: _, link_id: __, ...old } = record("2026-11-18T10:00:00Z");
    expect(accessDays([old as AccessRecord], "UTC")[0]?.readers[0]).toMatchObject({ name: "Bob", times: 1, photos: false, locked: false });
  });
});
