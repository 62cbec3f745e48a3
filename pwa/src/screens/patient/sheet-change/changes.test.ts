import { describe, expect, it } from "vitest";
import { sorted, type SheetRule } from "./changes";

function rule(of: Partial<SheetRule>): SheetRule {
  return { id: "make-up", verb: "avoid", topics: ["make-up"], says: "Leave make-up off.", cite: "item 4", ...of };
}

describe("what a new version changes", () => {
  it("distinguishes what is new from what is gone", () => {
    const result = sorted([
      { before: null, after: rule({ id: "sauna" }) },
      { before: rule({ id: "bath" }), after: null },
    ]);
    expect(result.added.map((rule) => rule.id)).toEqual(["sauna"]);
    expect(result.gone.map((rule) => rule.id)).toEqual(["bath"]);
    expect(result.changed).toEqual([]);
  });

  it("names each field that differs, before and after, even if one side lacks it", () => {
    const [result] = sorted([
      { before: rule({ until: "24h", using: ["water"] }), after: rule({ until: "48h & healed", using: ["water"], amount: "6 drops" }) },
    ]).changed;
    expect(result?.fields).toEqual([
      { field: "until", before: "24h", after: "48h & healed" },
      { field: "amount", before: null, after: "6 drops" },
    ]);
    expect(result?.previousText).toBeNull();
  });

  it("keeps the previous text when it differs", () => {
    const [result] = sorted([{ before: rule({}), after: rule({ says: "No make-up for now." }) }]).changed;
    expect([result?.previousText, result?.rule.says, result?.fields]).toEqual(["Leave make-up off.", "No make-up for now.", []]);
  });

  it("ignores a rule that only moved to another place in the sheet", () => {
    expect(sorted([{ before: rule({}), after: rule({ cite: "item 5" }) }]).changed).toEqual([]);
  });

  it("reports a rule whose topics have changed", () => {
    expect(sorted([{ before: rule({}), after: rule({ topics: ["make-up", "mascara"] }) }]).changed).toHaveLength(1);
  });
});
