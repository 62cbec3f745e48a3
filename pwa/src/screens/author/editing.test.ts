import { describe, expect, it } from "vitest";
import type { SheetRule } from "../../state/authoring";
import { emptySheet, faultsOf, flagsOf, idFrom, issuesOf, listed, listIn, withField, withListIn, withNewRule, withRule } from "./editing";

const rule: SheetRule = { id: "make-up", verb: "avoid", topics: ["make-up"], until: "24h", says: "No make-up.", cite: "item 1" };

describe("editing a sheet", () => {
  it("removes an emptied field from the rule, unless it is required", () => {
    expect(withField(rule, "until", "")).not.toHaveProperty("until");
    expect(withField(rule, "using", [])).not.toHaveProperty("using");
    expect(withField(rule, "says", "")).toHaveProperty("says", "");
    expect(withField(rule, "until", "48h & healed")).toHaveProperty("until", "48h & healed");
  });

  it("gives a new rule an unused id", () => {
    const sheet = { ...emptySheet("s", "S", "P"), rules: [rule, { ...rule, id: "rule-3" }] };
    expect(withNewRule(sheet).rules.map((rule) => rule.id)).toEqual(["make-up", "rule-3", "rule-4"]);
  });

  it("replaces and removes a rule at its position", () => {
    const sheet = { ...emptySheet("s", "S", "P"), rules: [rule, { ...rule, id: "b" }] };
    expect(withRule(sheet, 0, null).rules.map((rule) => rule.id)).toEqual(["b"]);
    expect(withRule(sheet, 1, { ...rule, id: "c" }).rules.map((rule) => rule.id)).toEqual(["make-up", "c"]);
  });

  it("assigns faults and open issues to their rule", () => {
    const fault = { rule: "rule 1", field: "id", line: null, column: null, problem: "missing", expected: "an id" };
    expect(faultsOf([fault], rule, 0)).toHaveLength(1);
    expect(faultsOf([fault], rule, 1)).toHaveLength(0);
    const issue = { kind: "number-missing" as const, rule_ids: ["make-up"], problem: "", resolved: false };
    expect(issuesOf([issue, { ...issue, resolved: true }], rule)).toHaveLength(1);
  });

  it("asks for all flags but now-flags when a treatment is recorded", () => {
    const sheet = { ...emptySheet("s", "S", "P"), rules: [{ ...rule, if: ["retinol-layer", "now:sore"], unless: ["directed"] }] };
    expect(flagsOf(sheet)).toEqual(["retinol-layer", "directed"]);
  });

  it("parses lists and makes ids", () => {
    expect(listed("make-up, , sunscreen ")).toEqual(["make-up", "sunscreen"]);
    expect(idFrom("Übliche Pflege – Tag 1!")).toBe("ubliche-pflege-tag-1");
    expect(idFrom("…")).toBe("sheet");
  });
});

describe("a list in several languages", () => {
  it("is read and changed in one of them; the others stay", () => {
    const list = { en: ["wet hands"], de: ["nasse Hände"] };
    expect(listIn(list, "en")).toEqual(["wet hands"]);
    expect(withListIn(list, "en", ["water"])).toEqual({ en: ["water"], de: ["nasse Hände"] });
    expect(withListIn(undefined, "en", ["water"])).toEqual(["water"]);
    expect([listIn(["water"], "de"), listIn(list, "fr"), listIn(undefined, "en")]).toEqual([["water"], [], []]);
  });
});
