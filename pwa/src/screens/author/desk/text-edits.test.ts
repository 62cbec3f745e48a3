import { describe, expect, it } from "vitest";
import type { SheetRule, SheetSentence } from "../../../state/authoring";
import { emptySheet } from "../editing";
import { sentenceText, withProposal, withSentence, type DeskContent } from "./content";
import { withRestored } from "./restored";
import { withHeading, withoutSentence, withSentenceAfter, withText } from "./text-edits";

const GYM: SheetRule = { id: "gym", verb: "avoid", topics: ["gym"], until: "5d", says: "No gym for 5 days.", cite: "line 2" };
const SAUNA: SheetRule = { id: "sauna", verb: "avoid", topics: ["sauna"], says: "No sauna.", cite: "line 3" };

function sentence(start: number, end: number, part: Partial<SheetSentence> = {}): SheetSentence {
  return { start, end, heading: false, state: "decide", rule_ids: [], proposals: [], reason: "", used: [], unused: [], ...part };
}

const CONTENT: DeskContent = {
  document: { ...emptySheet("s", "Peel", "P"), rules: [GYM] },
  original: {
    text: "Rest 😀\nNo gym for 5 days.\nNo sauna.",
    language: "en",
    sentences: [
      sentence(0, 6, { heading: true, state: "reading-only" }),
      sentence(7, 25, { state: "rules", rule_ids: ["gym"], used: [[10, 13]] }),
      sentence(26, 35, { proposals: [SAUNA], unused: [[29, 34]] }),
    ],
  },
};
const texts = (content: DeskContent): readonly string[] => (content.original?.sentences ?? []).map((_, at) => sentenceText(content, at));

describe("the words of a sentence", () => {
  it("change, with those of the rule that repeats them, and the sentences after it move", () => {
    const changed = withText(CONTENT, 1, " No gym\nfor 10 days. ");
    expect(texts(changed)).toEqual(["Rest 😀", "No gym for 10 days.", "No sauna."]);
    expect(changed.document.rules[0]?.says).toBe("No gym for 10 days.");
    expect(changed.original?.sentences[2]?.unused).toEqual([[30, 35]]);
    expect(changed.original?.text.split("\n")).toHaveLength(3);
  });

  it("leave a text that the author has written for the app", () => {
    const own = { ...CONTENT, document: { ...CONTENT.document, rules: [{ ...GYM, says: "Rest." }] } };
    expect(withText(own, 1, "No sport.").document.rules[0]?.says).toBe("Rest.");
  });

  it("come back with undo, and what was decided since stays", () => {
    const changed = withText(CONTENT, 1, "No gym for 10 days.");
    const decided = withProposal(changed, 2, SAUNA).content;
    const back = withRestored(decided, CONTENT, changed);
    expect(texts(back)).toEqual(texts(CONTENT));
    expect(back.original?.sentences[2]?.state).toBe("rules");
    expect(back.document.rules.map(({ says }) => says)).toEqual(["No gym for 5 days.", "No sauna."]);
  });
});

describe("the sentences of the text", () => {
  it("get one more, which needs the author", () => {
    const longer = withSentenceAfter(CONTENT, 1, "No running.");
    expect(texts(longer)).toEqual(["Rest 😀", "No gym for 5 days.", "No running.", "No sauna."]);
    expect(longer.original?.sentences[2]?.state).toBe("decide");
    const left = withSentence(longer, 3, { state: "left-out" });
    const back = withRestored(left, CONTENT, longer);
    expect(texts(back)).toEqual(texts(CONTENT));
    expect(back.original?.sentences[2]?.state).toBe("left-out");
  });

  it("lose one with its rules, and undo brings both back", () => {
    const shorter = withoutSentence(CONTENT, 1);
    expect(texts(shorter)).toEqual(["Rest 😀", "No sauna."]);
    expect(shorter.document.rules).toEqual([]);
    expect(shorter.original?.text).not.toContain("gym");
    expect(withRestored(shorter, CONTENT, shorter)).toEqual(CONTENT);
  });

  it("become headings and headings become sentences", () => {
    const plain = withHeading(CONTENT, 0, false);
    expect(plain.original?.sentences[0]).toMatchObject({ heading: false, state: "decide" });
    expect(withHeading(plain, 0, true).original?.sentences[0]).toMatchObject({ heading: true, state: "reading-only" });
  });

  it("are none in a sheet that was not pasted", () => {
    const written = { ...CONTENT, original: null };
    expect([withText(written, 0, "a"), withSentenceAfter(written, 0, "a"), withoutSentence(written, 0)]).toEqual([written, written, written]);
  });
});
