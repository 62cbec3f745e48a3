import { describe, expect, it, test } from "vitest";
import { indexed, search, type IndexedText } from "../../src/domain/diary-search";

const text = (words: string, date = "2026-11-18"): IndexedText => indexed({ treatmentId: "t", date, kind: "note", text: words });
const marked = (words: string, query: string): string | null => {
  const [hit] = search([text(words)], query);
  return hit ? `${hit.before}[${hit.match}]${hit.after}` : null;
};

describe("a search", () => {
  test.each([
    ["Leichte Rötung am Kinn", "rotung", "Leichte [Rötung] am Kinn"],
    ["Leichte Rötung am Kinn", "roetung", "Leichte [Rötung] am Kinn"],
    ["Leichte Roetung am Kinn", "Rötung", "Leichte [Roetung] am Kinn"],
    ["Leichte Rötung am Kinn", "RÖTUNG", "Leichte [Rötung] am Kinn"],
    ["A rose\u0301 after the cafe\u0301", "rosé", "A [rosé] after the café"],
    ["A rosé", "rose\u0301", "A [rosé]"],
    ["Die Straße lang", "strasse", "Die [Straße] lang"],
    ["Die Strasse lang", "straße", "Die [Strasse] lang"],
    ["İstanbul", "istanbul", "[İstanbul]"],
    ["It stings 😬 a lot", "lot", "It stings 😬 a [lot]"],
  ])("in %j for %j finds %j", (words, query, expected) => {
    expect(marked(words, query)).toBe(expected);
  });

  it("finds parts of words, and needs all words in any order", () => {
    expect(marked("Small bumps on my chin", "chin bump")).toBe("Small bumps on my [chin]");
    expect(marked("Small bumps on my chin", "bump nose")).toBeNull();
    expect(marked("Small bumps on my chin", "nose bump")).toBeNull();
  });

  it("for nothing, or for marks alone, finds nothing", () => {
    expect([marked("A note!", ""), marked("A note!", "  "), marked("A note!", "!"), marked("A note!", "! note")]).toEqual([null, null, null, "A [note]!"]);
  });

  it("shows the newest first, and leaves what is of one day in its order", () => {
    const texts = [text("one calm", "2026-11-18"), text("two calm", "2026-11-20"), text("three calm", "2026-11-20"), text("four calm", "2026-11-19")];
    expect(search(texts, "calm").map(({ before }) => before.trim())).toEqual(["two", "three", "four", "one"]);
  });

  it("shows a long text from shortly before the match", () => {
    const hit = marked(`${"word ".repeat(30)}chin and cheek`, "chin");
    expect(hit).toMatch(/^…(?:word ){8}\[chin\] and cheek$/);
  });
});
