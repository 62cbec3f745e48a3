import { describe, expect, it } from "vitest";
import { DAY } from "../../src/domain/dates";
import { dayLimits, endOf, nextSession } from "../../src/domain/share-end";

const now = Date.parse("2026-11-20T12:00:00Z");
const limits = { now, days: 30, timeZone: "UTC" };

describe("the end of sharing", () => {
  it("is some days from now, or a day after the next session", () => {
    expect(endOf({ choice: "14", date: "" }, limits, null)).toBe(now + 14 * DAY);
    expect(endOf({ choice: "next-treatment", date: "" }, limits, now + 3 * DAY)).toBe(now + 4 * DAY);
    expect(endOf({ choice: "next-treatment", date: "" }, limits, null)).toBe(now + DAY);
  });

  it.each([["today", "2026-11-20", true], ["the last permitted day", "2026-12-19", true], ["yesterday", "2026-11-19", false], ["a day too late", "2026-12-20", false], ["no day yet", "", false], ["half a day", "2026-12", false]])(
    "may be %s: %s",
    (_, date, allowed) => {
      const end = endOf({ choice: "date", date }, limits, null);
      expect(end !== undefined).toBe(allowed);
      if (end !== undefined) expect(new Date(end).toTimeString()).toContain("23:59:59");
    },
  );

  it("on the last day is not later than the server permits", () => {
    const { first, last } = dayLimits(limits);
    expect([first, last]).toEqual(["2026-11-20", "2026-12-19"]);
    expect(endOf({ choice: "date", date: last }, limits, null)).toBeLessThanOrEqual(now + 30 * DAY);
  });

  it("offers the next session only where sharing may last until a day after it", () => {
    const at = (days: number): string => new Date(now + days * DAY).toISOString();
    expect(nextSession(null, limits)).toBeNull();
    expect(nextSession(at(-1), limits)).toBeNull();
    expect(nextSession(at(29), limits)).toBe(now + 29 * DAY);
    expect(nextSession(at(29.5), limits)).toBeNull();
  });
});
