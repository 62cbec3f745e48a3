import { describe, expect, it } from "vitest";
import { openingAt, sameDays, spanFaults, usualSpans, type ClinicHours, type OpeningSpan } from "../../src/domain/opening-hours";
import { isPhoneNumber } from "../../src/domain/phone-number";

const span = (weekday: number, opens: string, closes: string): OpeningSpan => ({ weekday, opens, closes });
const hours = (time_zone: string, ...opening: OpeningSpan[]): ClinicHours => ({ time_zone, opening, reply_hours: 24 });
const at = (iso: string): number => Date.parse(iso);

/** Open on Mondays and Wednesdays in Berlin, an hour ahead of UTC in winter. */
const berlin = hours("Europe/Berlin", span(1, "09:00", "12:30"), span(1, "14:00", "18:00"), span(3, "09:00", "12:00"));

describe("whether a clinic is open", () => {
  it.each([
    ["before it opens", "2026-11-23T07:59:00Z", { isOpen: false, opensAt: at("2026-11-23T08:00:00Z") }],
    ["when it opens", "2026-11-23T08:00:00Z", { isOpen: true, until: at("2026-11-23T11:30:00Z") }],
    ["at lunch", "2026-11-23T11:30:00Z", { isOpen: false, opensAt: at("2026-11-23T13:00:00Z") }],
    ["in the afternoon", "2026-11-23T16:59:59Z", { isOpen: true, until: at("2026-11-23T17:00:00Z") }],
    ["after work", "2026-11-23T17:00:00Z", { isOpen: false, opensAt: at("2026-11-25T08:00:00Z") }],
    ["on a Sunday", "2026-11-22T12:00:00Z", { isOpen: false, opensAt: at("2026-11-23T08:00:00Z") }],
  ])("%s", (_, now, expected) => {
    expect(openingAt(berlin, at(now))).toEqual(expected);
  });

  it("is not known if the clinic has not said", () => {
    expect(openingAt(hours("UTC"), at("2026-11-23T12:00:00Z"))).toBeNull();
  });

  it("counts spans that touch as one, also if they stand in another order", () => {
    const touching = hours("UTC", span(1, "12:00", "18:00"), span(1, "09:00", "12:00"));
    expect(openingAt(touching, at("2026-11-23T10:00:00Z"))).toEqual({ isOpen: true, until: at("2026-11-23T18:00:00Z") });
  });

  it("looks a whole week ahead", () => {
    expect(openingAt(hours("UTC", span(1, "09:00", "10:00")), at("2026-11-23T10:00:00Z"))).toEqual({ isOpen: false, opensAt: at("2026-11-30T09:00:00Z") });
  });

  it("follows the clocks of the clinic when they change", () => {
    const sunday = hours("Europe/Berlin", span(7, "09:00", "18:00"));
    expect(openingAt(sunday, at("2026-10-24T12:00:00Z"))).toEqual({ isOpen: false, opensAt: at("2026-10-25T08:00:00Z") });
  });

  it("skips a span that the clocks skip", () => {
    const night = hours("Europe/Berlin", span(7, "02:00", "03:00"));
    expect(openingAt(night, at("2026-03-28T12:00:00Z"))).toEqual(null);
  });
});

describe("the faults of spans", () => {
  it.each([
    ["none", [span(1, "09:00", "12:00"), span(1, "12:00", "18:00"), span(2, "09:00", "12:00")], []],
    ["a missing time", [span(1, "", "12:00"), span(2, "09:00", "")], ["missing", "missing"]],
    ["an end before the beginning", [span(1, "12:00", "09:00"), span(2, "09:00", "09:00")], ["backwards", "backwards"]],
    ["an overlap, on both", [span(1, "09:00", "12:00"), span(1, "11:59", "13:00")], ["overlap", "overlap"]],
    ["a span within another", [span(1, "09:00", "18:00"), span(1, "12:00", "13:00")], ["overlap", "overlap"]],
  ])("%s", (_, spans, faults) => {
    expect([...spanFaults(spans).values()]).toEqual(faults);
  });
});

it("neighbouring days with the same hours stand together; a closed day parts them", () => {
  const week = [1, 2, 3, 5].flatMap((day) => [span(day, "09:00", "12:00")]);
  const parted = sameDays([...week, span(6, "10:00", "12:00")]);
  expect(parted.map(({ first, last }) => [first, last])).toEqual([[1, 3], [5, 5], [6, 6]]);
});

describe("a new day starts", () => {
  it("like the last day before it that has hours", () => {
    expect(usualSpans([span(1, "08:00", "12:00"), span(1, "13:00", "15:00"), span(5, "10:00", "11:00")], 3)).toEqual([span(3, "08:00", "12:00"), span(3, "13:00", "15:00")]);
  });

  it("with nine to five if there is none", () => {
    expect(usualSpans([span(5, "10:00", "11:00")], 3)).toEqual([span(3, "09:00", "17:00")]);
  });
});

describe("a telephone number", () => {
  it.each(["112", "+49 30 1234", "030 / 123-45", "+49 (0)30 12.34.56", "1".repeat(16)])("can be %s", (text) => {
    expect(isPhoneNumber(text)).toBe(true);
  });

  it.each(["", "12", "call me", "030 1234 ext 5", "49+30", "+", "()-", "1".repeat(17), "٠٣٠١٢٣٤", "030\n1234"])("cannot be %j", (text) => {
    expect(isPhoneNumber(text)).toBe(false);
  });
});
