import { expect, it } from "vitest";
import { eveningOf } from "../../src/domain/part-of-day";

const NOW = Date.parse("2026-11-22T19:00:00Z");
const evening = (date: string, treatedAt = "2026-11-18T10:00:00Z", timeZone = "Europe/Berlin"): string | null => {
  const at = eveningOf({ date, treatedAt: Date.parse(treatedAt), timeZone }, NOW);
  return at === null ? null : new Date(at).toISOString();
};

it("the evening of an earlier day is at eight on the person's clock", () => {
  expect(evening("2026-11-20")).toBe("2026-11-20T19:00:00.000Z");
  expect(evening("2026-11-20", undefined, "America/New_York")).toBe("2026-11-21T01:00:00.000Z");
});

it("it is never before a treatment of the same evening", () => {
  expect(evening("2026-11-18", "2026-11-18T20:30:00Z")).toBe("2026-11-18T20:30:00.000Z");
});

it.each(["2026-11-22", "2026-11-23", "2026-11-17", "2026-11", "2026-13-40", ""])("there is none for today, later, before the treatment, or no date: %j", (date) => {
  expect(evening(date)).toBeNull();
});
