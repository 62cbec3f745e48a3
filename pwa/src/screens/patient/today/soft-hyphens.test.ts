import { describe, expect, it } from "vitest";
import { builtIn } from "../../../../tests/topics";
import { topicTree } from "../../../domain/topics";
import { breakable, FITS } from "./soft-hyphens";

const shown = (name: string): string => breakable(name).replaceAll("\u00ad", "|");

describe("a name on a tile", () => {
  it.each([
    ["Sonnencreme", "Sonnen|creme"],
    ["Feuchtigkeitscreme", "Feuchtig|keits|creme"],
    ["Nicht verschreibungspflichtig", "Nicht verschreibungspflichtig"],
    ["Make-up", "Make-up"],
    ["Sauna", "Sauna"],
  ])("%s", (name, wanted) => {
    expect(shown(name)).toBe(wanted);
  });

  it("of a built-in topic has no part that is too long for it", () => {
    const names = [...(topicTree(builtIn()).shortNames.get("de")?.values() ?? [])];
    expect(names.length).toBeGreaterThan(200);
    const parts = names.flatMap((name) => breakable(name).split(/[^\p{L}]+/u));
    expect([...new Set(parts)].filter((part) => part.length > FITS)).toEqual([]);
  });
});
