import { describe, expect, it } from "vitest";
import { pagesOf, pageWith } from "../../src/domain/calendar-pages";
import { plusDays } from "../../src/domain/dates";

describe("weeks", () => {
  it("cover the range in whole weeks, from Monday or from Sunday", () => {
    const weeks = (start: number): readonly string[] => pagesOf("week", "2026-11-18", "2026-11-23", start).map(({ first, last }) => `${first} ${last}`);
    expect(weeks(1)).toEqual(["2026-11-16 2026-11-22", "2026-11-23 2026-11-29"]);
    expect(weeks(7)).toEqual(["2026-11-15 2026-11-21", "2026-11-22 2026-11-28"]);
  });

  it("have seven dates, also where the clocks change and at the turn of the year", () => {
    const [page] = pagesOf("week", "2026-12-31", "2026-12-31", 1);
    expect(page?.weeks).toEqual([["2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02", "2027-01-03"]]);
    expect(plusDays("2026-03-28", 2)).toBe("2026-03-30");
  });
});

describe("months", () => {
  it("are drawn in whole weeks; days of other months are left out", () => {
    const pages = pagesOf("month", "2026-11-18", "2027-02-01", 1);
    expect(pages.map(({ first, last, weeks }) => [first, last, weeks.length])).toEqual([
      ["2026-11-01", "2026-11-30", 6],
      ["2026-12-01", "2026-12-31", 5],
      ["2027-01-01", "2027-01-31", 5],
      ["2027-02-01", "2027-02-28", 4],
    ]);
    expect(pages[0]?.weeks[0]).toEqual([null, null, null, null, null, null, "2026-11-01"]);
    expect(pages.every(({ weeks }) => weeks.every((week) => week.length === 7))).toBe(true);
  });
});

it("a date is found on its page; what lies outside is on the nearest one", () => {
  const pages = pagesOf("week", "2026-11-18", "2026-11-30", 1);
  expect(["2026-11-01", "2026-11-22", "2026-11-23", "2027-11-23"].map((date) => pageWith(pages, date))).toEqual([0, 0, 1, 2]);
});
