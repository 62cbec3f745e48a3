import { expect, it } from "vitest";
import { earliestPhoto, timeDoubt } from "../../src/domain/photo-time";

const TREATED = "2026-11-18T10:00:00Z";
const NOW = Date.parse("2026-11-22T19:00:00Z");

it.each([
  ["now", "2026-11-22T19:00:00Z", null],
  ["a few minutes ahead, by another clock", "2026-11-22T19:10:00Z", null],
  ["later today", "2026-11-22T19:11:00Z", "future"],
  ["next year", "2027-01-01T00:00:00Z", "future"],
  ["the day before the treatment, to compare with", "2026-11-17T10:00:00Z", null],
  ["a year before the treatment", "2025-11-18T10:00:00Z", null],
  ["before that", "2025-11-18T09:59:59Z", "long-ago"],
  ["1970", "1970-01-01T00:00:00Z", "long-ago"],
])("a photo of %s", (_, at, doubt) => {
  expect(timeDoubt(Date.parse(at), TREATED, NOW)).toBe(doubt);
});

it("the earliest day that can be chosen is plausible itself", () => {
  expect(timeDoubt(earliestPhoto(TREATED), TREATED, NOW)).toBeNull();
});
