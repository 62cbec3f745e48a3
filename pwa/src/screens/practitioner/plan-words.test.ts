// @vitest-environment jsdom
import { beforeAll, describe, expect, it } from "vitest";
import { loadMessages } from "../../i18n";
import { planning } from "../../../tests/clinic-records";
import type { PlanningCalendar } from "../../state/clinic";
import { dayAfterKey, monthsBetween } from "./plan-days";
import { dayLabel, isAgainst, obstaclesOf, planText, rulesOf, sheetText } from "./plan-words";

beforeAll(() => loadMessages("core", "practitioner", "review"));

const day = (wanted: string, of: PlanningCalendar = planning()) => {
  const match = of.days.find((each) => each.day === wanted);
  if (!match) throw new Error(`no ${wanted}`);
  return match;
};

describe("what the sheet says about when", () => {
  it.each<[string, Partial<PlanningCalendar>]>([
    ["Earliest day: Wed, Dec 16 · The sheet’s window: Wed, Dec 16 to Wed, Dec 30", {}],
    ["Earliest day: Wed, Dec 16", { closes_on: null }],
    ["Today is already possible.", { opens_on: "2026-11-18", closes_on: null, earliest: "2026-11-20" }],
    ["This sheet names no interval.", { opens_on: null, closes_on: null, earliest: null }],
    ["The sheet names no earliest day. Its window ends: Wed, Dec 30", { opens_on: null, earliest: null }],
    ["By these rules, no day here is free", { opens_on: "2026-12-31", earliest: null }],
    ["By these rules, no day here is free · The sheet’s window: Wed, Dec 16 to Wed, Dec 30", { earliest: null }],
  ])("is: %s", (text, part) => {
    expect(sheetText(planning(part))).toBe(text);
  });
});

describe("a day", () => {
  it("is read with its verdict, and that it is planned", () => {
    expect(dayLabel(day("2026-12-18"), null)).toBe("Fri, Dec 18: In the sheet’s window");
    expect(dayLabel(day("2026-12-01"), "2026-12-01")).toBe("Tue, Dec 1: Too early, planned");
  });

  it("names the rules against it, and otherwise the rules of the sheet", () => {
    const says = (of: string | null) => rulesOf(of === null ? null : day(of), planning()).map((rule) => rule.says);
    expect(says("2026-12-24")).toEqual(["Not at Christmas."]);
    expect(says("2026-12-01")).toEqual(["Every 4 to 6 weeks."]);
    expect(says("2026-12-18")).toEqual(["Every 4 to 6 weeks."]);
    expect(says(null)).toEqual(["Every 4 to 6 weeks."]);
  });

  it("asks for a reason if a rule or the diary is against it", () => {
    expect(isAgainst(day("2026-12-01"), planning())).toBe(true);
    expect(isAgainst(day("2026-12-18"), planning())).toBe(false);
    expect(isAgainst(day("2026-12-18"), planning({ obstacles: ["flaking"] }))).toBe(true);
    expect(isAgainst({ day: "2026-12-18", verdict: "not-named", reasons: [] }, planning())).toBe(false);
  });
});

it("lists what the diary has against a session besides its findings", () => {
  expect(obstaclesOf(planning({ obstacles: ["open-finding", "flaking"] }))).toEqual(["the skin is still flaking"]);
});

it("says what was planned, or that it was cancelled", () => {
  expect(planText({ next_treatment_at: "2026-12-18T13:00:00Z" }, "Europe/Berlin")).toBe("Fri, Dec 18, 2:00 PM");
  expect(planText({ next_treatment_at: null }, "Europe/Berlin")).toBe("Cancelled");
});

it("counts the months of the calendar over the end of the year", () => {
  expect(monthsBetween("2026-11-30", "2027-01-01")).toEqual(["2026-11", "2026-12", "2027-01"]);
});

it.each([
  ["ArrowLeft", "2026-12-17"],
  ["ArrowRight", "2026-12-19"],
  ["ArrowUp", "2026-12-11"],
  ["ArrowDown", "2026-12-25"],
  ["PageUp", "2026-12-10"],
  ["PageDown", "2026-12-31"],
  ["Enter", null],
])("the key %s leads to %s, not beyond the calendar", (key, expected) => {
  expect(dayAfterKey(key, "2026-12-18", { first: "2026-12-10", last: "2026-12-31" })).toBe(expected);
});
