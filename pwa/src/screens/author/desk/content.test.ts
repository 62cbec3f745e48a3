import { describe, expect, it } from "vitest";
import type { SheetRule, SheetSentence } from "../../../state/authoring";
import { emptySheet } from "../editing";
import { emptyRule, looseRules, rulesOf, sentenceText, summary, undecided, withAdded, withDecision, withMoved, withoutRule, withoutRules, withProposal, withRule, withSplit, type DeskContent } from "./content";
import { withRestored } from "./restored";

const rule = (id: string, part: Partial<SheetRule> = {}): SheetRule => ({ id, verb: "avoid", topics: [id], says: `No ${id}.`, cite: "line 1", ...part });
const PROPOSAL = rule("sauna", { until: "?" });
const TEXT = "Peel 😀\n\nNo make-up.\nNo sauna.\nCome by bus.";

function sentence(start: number, end: number, part: Partial<SheetSentence> = {}): SheetSentence {
  return { start, end, heading: false, state: "decide", rule_ids: [], proposals: [], reason: "", used: [], unused: [], ...part };
}

const CONTENT: DeskContent = {
  document: { ...emptySheet("s", "Peel", "P"), rules: [rule("make-up"), rule("loose")] },
  original: {
    text: TEXT,
    language: "en",
    sentences: [
      sentence(0, 6, { heading: true, state: "reading-only" }),
      sentence(8, 19, { state: "rules", rule_ids: ["make-up"] }),
      sentence(20, 29, { proposals: [PROPOSAL, rule("heat")] }),
      sentence(30, 42),
    ],
  },
};
const ids = (content: DeskContent): readonly string[] => content.document.rules.map((each) => each.id);
const stateOf = (content: DeskContent, at: number): string => content.original?.sentences[at]?.state ?? "";

describe("the content of the desk", () => {
  it("knows which sentences need the author, and counts without the headings", () => {
    expect(undecided(CONTENT)).toEqual([2, 3]);
    expect(summary(CONTENT)).toEqual({ sentences: 3, rules: 1, reading: 0, left: 0, open: 2 });
  });

  it("counts an emoji as one character, as the server does", () => {
    expect(sentenceText(CONTENT, 1)).toBe("No make-up.");
    expect(sentenceText(CONTENT, 9)).toBe("");
  });

  it("takes a proposal after the rules of the sentences before, and keeps the others on offer", () => {
    const { content, id } = withProposal(CONTENT, 2, PROPOSAL);
    expect(id).toBe("sauna");
    expect(ids(content)).toEqual(["make-up", "sauna", "loose"]);
    expect(content.original?.sentences[2]).toMatchObject({ state: "decide", rule_ids: ["sauna"], proposals: [{ id: "heat" }] });
  });

  it("gives a rule an id that no other has", () => {
    const { id, content } = withAdded(CONTENT, 2, rule("make-up"));
    expect(id).toBe("make-up-2");
    expect(withAdded(content, null, rule("make-up")).id).toBe("make-up-3");
    expect(ids(withAdded(content, null, rule("x")).content).at(-1)).toBe("x");
  });

  it("begins a new rule with the words and the place of its sentence", () => {
    expect(emptyRule(CONTENT, 2)).toMatchObject({ id: "rule-3", says: "No sauna.", cite: "Peel 😀, line 4", topics: [] });
    expect(emptyRule(CONTENT, null)).toMatchObject({ says: "", cite: "Peel" });
    expect(emptyRule({ ...CONTENT, original: null }, null).cite).not.toBe("");
  });

  it("asks again about a sentence that has lost its last rule", () => {
    const without = withoutRule(CONTENT, "make-up");
    expect([ids(without), stateOf(without, 1)]).toEqual([["loose"], "decide"]);
    expect(stateOf(withoutRule(CONTENT, "loose"), 1)).toBe("rules");
  });

  it("removes the rules of a sentence that is for reading only, and asks again on request", () => {
    const reading = withoutRules(CONTENT, 1, "reading-only");
    expect([ids(reading), stateOf(reading, 1)]).toEqual([["loose"], "reading-only"]);
    expect(stateOf(withDecision(reading, 1), 1)).toBe("decide");
  });

  it("undoes a change without losing what was typed since", () => {
    const after = withoutRule(CONTENT, "make-up");
    const now = withRule(after, rule("loose", { says: "Typed since." }));
    const back = withRestored(now, CONTENT, after);
    expect(ids(back)).toEqual(["make-up", "loose"]);
    expect(back.document.rules[1]?.says).toBe("Typed since.");
    expect(back.original?.sentences[1]).toEqual(CONTENT.original?.sentences[1]);
    const taken = withProposal(CONTENT, 2, PROPOSAL).content;
    expect(withRestored(taken, CONTENT, taken)).toEqual(CONTENT);
    expect(withRestored({ ...taken, original: null }, CONTENT, taken).original).toBeNull();
  });

  it("puts a split rule together again, with what was typed since", () => {
    const wide = withRule(CONTENT, rule("make-up", { topics: ["make-up", "sun"] }));
    const { content: split } = withSplit(wide, "make-up", ["sun"]);
    expect(withRestored(split, wide, split)).toEqual(wide);
    const typed = withRule(split, rule("make-up", { topics: ["make-up"], says: "Typed since." }));
    expect(withRestored(typed, wide, split).document.rules[0]).toMatchObject({ topics: ["make-up", "sun"], says: "Typed since." });
  });

  it("splits a rule by its topics", () => {
    const wide = withRule(CONTENT, rule("make-up", { topics: ["make-up", "sun", "heat"], until: "24h" }));
    const { content, id } = withSplit(wide, "make-up", ["sun"]);
    expect(rulesOf(content, content.original?.sentences[1] as SheetSentence).map((each) => [each.id, each.topics, each.until])).toEqual([
      ["make-up", ["make-up", "heat"], "24h"],
      [id, ["sun"], "24h"],
    ]);
    expect(withSplit(wide, "make-up", ["make-up", "sun", "heat"]).content).toBe(wide);
    expect(withSplit(wide, "make-up", []).content).toBe(wide);
    expect(ids(withSplit(withRule(CONTENT, rule("loose", { topics: ["a", "b"] })), "loose", ["b"]).content)).toEqual(["make-up", "loose", "loose-2"]);
  });

  it("moves a rule among those that are shown with it", () => {
    const two = withAdded(CONTENT, 1, rule("b")).content;
    const moved = withMoved(two, "b", -1);
    expect(ids(moved)).toEqual(["b", "make-up", "loose"]);
    expect(moved.original?.sentences[1]?.rule_ids).toEqual(["b", "make-up"]);
    expect(withMoved(moved, "b", -1)).toBe(moved);
    expect(ids(withRestored(withAdded(moved, null, rule("late")).content, two, moved))).toEqual(["make-up", "b", "loose", "late"]);
    expect(withMoved(CONTENT, "loose", 1)).toBe(CONTENT);
    expect(ids(withMoved({ ...CONTENT, original: null }, "loose", -1))).toEqual(["loose", "make-up"]);
  });

  it("lists the rules that belong to no sentence separately", () => {
    expect(looseRules(CONTENT).map((each) => each.id)).toEqual(["loose"]);
    expect(looseRules({ ...CONTENT, original: null })).toHaveLength(2);
  });
});
