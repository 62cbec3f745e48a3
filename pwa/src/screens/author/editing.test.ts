import { describe, expect, it } from "vitest";
import type { SheetRule } from "../../state/authoring";
import { emptySheet, faultsOf, flagsOf, fromText, idFrom, issuesOf, languagesOf, listed, listIn, withField, withListIn, withWording } from "./editing";

const rule: SheetRule = { id: "make-up", verb: "avoid", topics: ["make-up"], until: "24h", says: "No make-up.", cite: "item 1" };

describe("editing a sheet", () => {
  it("removes an emptied field from the rule, unless it is required", () => {
    expect(withField(rule, "until", "")).not.toHaveProperty("until");
    expect(withField(rule, "using", [])).not.toHaveProperty("using");
    expect(withField(rule, "says", "")).toHaveProperty("says", "");
    expect(withField(rule, "until", "48h & healed")).toHaveProperty("until", "48h & healed");
  });

  it("keeps the other languages of a text", () => {
    expect(withWording("No.", "en", "Never.", "en")).toBe("Never.");
    expect(withWording("No.", "de", "Nein.", "en")).toEqual({ en: "No.", de: "Nein." });
    expect(withWording({ en: "No.", de: "Nein." }, "de", "", "en")).toBe("No.");
    expect(withWording({ en: "No.", de: "Nein." }, "en", "", "en")).toEqual({ en: "", de: "Nein." });
    expect(withWording(undefined, "en", "No.", "en")).toBe("No.");
    expect(languagesOf({ ...emptySheet("s", "S", "P"), language: "de", languages: ["en", "de"] })).toEqual(["de", "en"]);
  });

  it("puts the sentences of a pasted text beside its rules; those that are open bring their proposals", () => {
    const line = { text: "", heading: false, start: 0, end: 3, reason: "", rule_ids: [], proposal_ids: [], used: [], unused: [] };
    const read = { topics: { gauze: { words: { de: ["Mull"] } } },
      ...{ language: "de", rules: [rule], proposals: [{ ...rule, id: "sauna" }] },
      lines: [
        { ...line, heading: true, state: "reading-only" as const },
        { ...line, state: "read" as const, rule_ids: ["make-up"] },
        { ...line, state: "decide" as const, reason: "time", proposal_ids: ["sauna", "lost"] },
      ],
    };
    const { document, original } = fromText(read, "abc", emptySheet("s", "S", "P"));
    expect([document.language, document.rules, document.topics]).toEqual(["de", [rule], read.topics]);
    expect(original.sentences.map(({ state, rule_ids: ids, proposals }) => [state, ids, proposals.map(({ id }) => id)])).toEqual([
      ["reading-only", [], []],
      ["rules", ["make-up"], []],
      ["decide", [], ["sauna"]],
    ]);
  });

  it("assigns faults and open issues to their rule", () => {
    const fault = { rule: "rule 1", field: "id", line: null, column: null, problem: "missing", expected: "an id" };
    expect(faultsOf([fault], rule, 0)).toHaveLength(1);
    expect(faultsOf([fault], rule, 1)).toHaveLength(0);
    const issue = { kind: "number-missing" as const, rule_ids: ["make-up"], problem: "", resolved: false, clash: null };
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
    expect(withListIn(list, "en", ["water"], "en")).toEqual({ en: ["water"], de: ["nasse Hände"] });
    expect(withListIn(undefined, "en", ["water"], "en")).toEqual(["water"]);
    expect(withListIn(["water"], "de", ["Wasser"], "en")).toEqual({ en: ["water"], de: ["Wasser"] });
    expect(withListIn(list, "de", [], "en")).toEqual(["wet hands"]);
    expect([listIn(["water"], "de"), listIn(list, "fr"), listIn(undefined, "en")]).toEqual([["water"], [], []]);
  });
});
