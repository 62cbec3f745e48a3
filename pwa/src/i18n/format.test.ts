import { describe, expect, it } from "vitest";
import { format } from "./format";

const TEXTS = {
  "patient.hello": "Hello, {name}",
  "patient.days.one": "one day",
  "patient.days.other": "{count} days",
};

describe("a text of the catalogue", () => {
  it("fills its placeholders", () => {
    expect(format(TEXTS, "en", "patient.hello", { name: "Alice" })).toBe("Hello, Alice");
  });

  it("keeps a placeholder without a value, so that the gap is visible", () => {
    expect(format(TEXTS, "en", "patient.hello")).toBe("Hello, {name}");
  });

  it("never treats user input as a placeholder", () => {
    expect(format(TEXTS, "en", "patient.hello", { name: "{count}" })).toBe("Hello, {count}");
  });

  it.each([
    [0, "0 days"],
    [1, "one day"],
    [2, "2 days"],
  ])("selects the plural form of %s", (count, text) => {
    expect(format(TEXTS, "en", "patient.days", { count })).toBe(text);
  });

  it.each([
    ["en", "1,250 days"],
    ["de", "1.250 days"],
  ])("formats numbers as in %s", (language, text) => {
    expect(format(TEXTS, language, "patient.days", { count: 1250 })).toBe(text);
  });

  it("is undefined for an unknown key", () => {
    expect(format(TEXTS, "en", "patient.nothing")).toBeUndefined();
  });
});
