import { describe, expect, it } from "vitest";
import type { PlainSentence } from "../../src/domain/diary";
import { plainSentencesOf, sentencesAbout } from "../../src/domain/reading";

const sentence = (text: string): PlainSentence => ({ text, heading: null, language: "de", unread: false });
const ICE = sentence("Legen Sie Eis nie direkt auf die Haut.");
const PINK = sentence("Pinkness can last 4–8 weeks.");

describe("sentences of the sheet that are not rules", () => {
  it("are quoted where they share a meaningful word with the question", () => {
    expect(sentencesAbout("Darf ich Eis auf die Lippen legen?", [PINK, ICE])).toEqual([ICE]);
    expect(sentencesAbout("my skin is pink", [PINK, ICE])).toEqual([PINK]);
  });

  it("come first where they share more words with the question, whatever their order in the sheet", () => {
    const dry = sentence("Your lips may feel dry.");
    const ice = sentence("Never put ice directly on dry lips.");
    expect(sentencesAbout("ice on dry lips", [dry, ice])).toEqual([ice, dry]);
  });

  it("are not quoted for words that every sentence has", () => {
    expect(sentencesAbout("Darf ich die Haare waschen?", [ICE])).toEqual([]);
  });

  it("are missing in a treatment that an older version of the app has stored", () => {
    expect(plainSentencesOf({})).toEqual([]);
  });
});
