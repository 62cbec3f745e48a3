// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { language } from "./index";
import { dateAndTime, dayAndMonth, decimal, duration, firstDayOfWeek, fullDateAndTime, lengthOfTime, longDate, shortDate, timeOfDay, weekday } from "./dates";
import { localeOf } from "./locale";

const AT = "2026-12-03T13:30:00Z";
const HOUR = 3_600_000;

/** Give the browser this region. Signals cache their value, so the language is set again. */
function browserOf(tag: string): void {
  vi.spyOn(navigator, "languages", "get").mockReturnValue([tag]);
  language.value = "";
  language.value = tag.slice(0, 2);
}

afterEach(() => vi.restoreAllMocks());

describe("a moment on screen", () => {
  it.each([
    ["en-GB", "3 December", "13:30", "Thu 3 Dec, 13:30", "Thu 3 Dec", "Thursday", "3 December 2026", "Thursday, 3 December 2026 at 13:30"],
    ["en-US", "December 3", "1:30 PM", "Thu, Dec 3, 1:30 PM", "Thu, Dec 3", "Thursday", "December 3, 2026", "Thursday, December 3, 2026 at 1:30 PM"],
    ["de-DE", "3. Dezember", "13:30", "Do., 3. Dez., 13:30", "Do., 3. Dez.", "Donnerstag", "3. Dezember 2026", "Donnerstag, 3. Dezember 2026 um 13:30"],
  ])("in the region %s", (tag, ...expected) => {
    browserOf(tag);
    const shown = [dayAndMonth, timeOfDay, dateAndTime, shortDate, weekday].map((format) => format(AT, "UTC"));
    const plainSpaces = [...shown, longDate("2026-12-03T12:00:00Z"), fullDateAndTime(AT, "UTC")].map((text) => text.replaceAll(/\s/g, " "));
    expect(plainSpaces).toEqual(expected);
  });

  it("is shown in the time zone that is asked for", () => {
    browserOf("en-GB");
    expect(timeOfDay(AT, "Europe/Berlin")).toBe("14:30");
  });

  it("is a dash where there is none", () => {
    expect(shortDate(null)).toBe("–");
  });
});

describe("the locale", () => {
  it.each([
    ["en", ["en-GB", "en"], "en-GB"],
    ["en", ["de-DE", "en-US", "en"], "en-DE"],
    ["de", ["en-GB"], "de-GB"],
    ["en", ["en", "de-AT"], "en-AT"],
    ["en", ["en"], "en"],
    ["de", [], "de"],
    ["de", ["not a tag", "de-CH"], "de-CH"],
  ])("of %s in a browser with %j is %s", (code, browser, expected) => {
    expect(localeOf(code, browser)).toBe(expected);
  });
});

describe("a duration", () => {
  it.each([
    ["en-GB", 5 * 60_000, "5 minutes"],
    ["en-GB", HOUR, "1 hour"],
    ["en-GB", -2 * 24 * HOUR, "2 days"],
    ["en-GB", 47 * HOUR, "47 hours"],
    ["de-DE", HOUR, "1 Stunde"],
    ["de-DE", 2 * 24 * HOUR, "2 Tage"],
  ])("in %s of %d ms is %s", (tag, milliseconds, text) => {
    browserOf(tag);
    expect(duration(milliseconds)).toBe(text);
  });

  it("may be a range", () => {
    browserOf("de-DE");
    expect(lengthOfTime(4, "week", 6)).toBe("4–6 Wochen");
  });
});

it.each([
  ["en-GB", "0.5", "1250"],
  ["de-DE", "0,5", "1250"],
])("a number in an input has the format of %s", (tag, half, many) => {
  browserOf(tag);
  expect([decimal(0.5), decimal(1250)]).toEqual([half, many]);
});

describe("the first day of the week", () => {
  /** A browser that tells it as a method, as a property, or not at all. */
  function browserTells(names: { readonly getWeekInfo?: () => object; readonly weekInfo?: object }): void {
    vi.stubGlobal("Intl", { ...Intl, Locale: class { getWeekInfo = names.getWeekInfo; weekInfo = names.weekInfo; } });
  }
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ["that tells it in a method", { getWeekInfo: () => ({ firstDay: 7 }), weekInfo: { firstDay: 6 } }, 7],
    ["that tells it in a property, as earlier versions do", { weekInfo: { firstDay: 6 } }, 6],
    ["that does not tell it, is Monday", {}, 1],
  ])("in a browser %s", (_, names, day) => {
    browserTells(names);
    expect(firstDayOfWeek()).toBe(day);
  });
});
