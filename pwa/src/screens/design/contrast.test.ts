import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { contrast, PAIRS, palettesOf, sizesOf } from "./contrast";

const css = readFileSync(new URL("../../ui/tokens.css", import.meta.url), "utf8");
const palettes = palettesOf(css);

describe.each(["light", "dark"] as const)("the %s look", (look) => {
  it.each(PAIRS)("shows $text on $on with a contrast of at least $least", ({ text, on, least }) => {
    expect(contrast(palettes[look][text] ?? "", palettes[look][on] ?? "")).toBeGreaterThanOrEqual(least);
  });
});

test("the contrast is that of WCAG, whichever colour is named first", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#ffffff", "#767676")).toBeCloseTo(4.54, 2);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

test("the dark colours of the phone's setting are those of the choice in the app", () => {
  const [, bySetting = ""] = /:root:not\(\[data-theme="light"\]\) \{([^}]*)\}/.exec(css) ?? [];
  const [, byChoice = ""] = /:root\[data-theme="dark"\], \.on-black \{([^}]*)\}/.exec(css) ?? [];
  const lines = (block: string): readonly string[] => block.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  expect(lines(bySetting)).toEqual(lines(byChoice));
});

test("sizes are read from the tokens, and none from a sheet without them", () => {
  expect(sizesOf(css, /^step-/)).toMatchObject({ "step-0": "1.0625rem" });
  expect(palettesOf("")).toEqual({ light: {}, dark: {} });
});
