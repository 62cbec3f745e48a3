import { describe, expect, it } from "vitest";
import { course } from "../../../tests/components/made-up";
import type { SheetOriginal, SheetSentence } from "../../state/authoring";
import { treatmentOf } from "./phone/scene";
import { plainSentences } from "./plain-sentences";

function part(start: number, end: number, state: SheetSentence["state"], heading = false): SheetSentence {
  return { start, end, heading, state, rule_ids: [], proposals: [], reason: "", used: [], unused: [] };
}

const ORIGINAL: SheetOriginal = {
  text: "First days\nTake it easy.\nNo sauna.\nOffers\nBook early.",
  language: "en",
  sentences: [part(0, 10, "reading-only", true), part(11, 24, "reading-only"), part(25, 34, "rules"), part(35, 41, "left-out", true), part(42, 53, "reading-only")],
};

describe("the sentences that patients read as text", () => {
  it("stand under their headings, without headings that are left out", () => {
    expect(plainSentences(ORIGINAL)).toEqual([
      { text: "Take it easy.", heading: "First days", language: "en", unread: false },
      { text: "Book early.", heading: null, language: "en", unread: false },
    ]);
    expect(plainSentences(null)).toEqual([]);
  });

  it("are quoted on the phone of the preview, too", () => {
    const scene = { timeline: course, hour: 30, reports: {}, language: "en", theme: "light", clinic: "", practitioner: "" } as const;
    expect(treatmentOf({ ...scene, sentences: plainSentences(ORIGINAL) }).plain_sentences).toHaveLength(2);
    expect(treatmentOf(scene).plain_sentences).toEqual([]);
  });
});
