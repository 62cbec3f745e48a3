import { describe, expect, it } from "vitest";
import { labelOf, topicTree } from "../../../domain/topics";
import { builtIn } from "../../../../tests/topics";
import { partLabels, searchTopics } from "./topic-search";

const tree = topicTree(builtIn());
const labels = (typed: string, language = "en"): readonly string[] => searchTopics(tree, typed, language).map(({ topic }) => labelOf(tree, topic, language));

describe("the search for a topic", () => {
  it.each([
    ["ointment", "en", "healing ointment"],
    ["heat", "en", "heat"],
    ["sun", "en", "sun"],
    ["spf", "en", "sunscreen"],
    ["masca", "en", "mascara"],
    ["essen", "de", "Essen"],
    ["sauna", "de", "Sauna"],
  ])("puts the best match for “%s” first (%s)", (typed, language, first) => {
    expect(labels(typed, language)[0]).toBe(first);
  });

  it.each([
    ["ointment", "en", "waxing"],
    ["heat", "en", "make-up"],
    ["mineral", "en", "fizzy drink"],
    ["essen", "de", "Stress"],
  ])("finds no letters inside words, and no words of another language: “%s” (%s)", (typed, language, wrong) => {
    expect(labels(typed, language)).not.toContain(wrong);
  });

  it("offers the everyday meaning among the first", () => {
    expect(labels("wash").slice(0, 2)).toContain("cleanser");
    expect(labels("salbe", "de").slice(0, 2)).toContain("Heilsalbe");
  });

  it("looks into the other language only if the author's has nothing", () => {
    expect(labels("sonnencreme")[0]).toBe("sunscreen");
    expect(searchTopics(tree, "  ", "en")).toEqual([]);
    expect(searchTopics(tree, "qqqqq", "en")).toEqual([]);
  });

  it.each([
    ["increasing pain", "en", "pain"],
    ["itching badly", "en", "itching"],
    ["zunehmende Rötung", "de", "Rötung"],
    ["kühlendes Pack", "de", "Eis"],
    ["kühl", "de", "Eis"],
    ["großen Blasen", "de", "Blasen"],
  ])("finds inflected words and parts of what was typed: “%s” (%s)", (typed, language, wanted) => {
    expect(labels(typed, language)).toContain(wanted);
  });

  it("says what a topic includes", () => {
    expect(partLabels(tree, "picking", "de").length).toBeGreaterThan(0);
    expect(partLabels(tree, "acid", "en").length).toBeGreaterThan(1);
    expect(partLabels(tree, "picking", "en")).not.toContain(labelOf(tree, "picking", "en"));
  });
});
