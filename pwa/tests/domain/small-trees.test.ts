/** The rules of the topic search on trees small enough to see why a phrase wins. */
import { describe, expect, test } from "vitest";
import { findTopic } from "../../src/domain/topics-match";
import { ancestors, labelOf, topicTree, type TopicsDocument, type TopicTree } from "../../src/domain/topics";
import { smallTopics } from "../topics";

/** Topics of one family each at most; the label is the id where no words are given. */
function tree(ids: string, words: Readonly<Record<string, string>>, part: Partial<TopicsDocument> = {}): TopicTree {
  return topicTree(smallTopics(ids, words, part));
}

const topicIn = (of: TopicTree, question: string, language = "en"): readonly [string, readonly string[]] | null => {
  const match = findTopic(of, question, language);
  return match && [match.topic, match.alternatives];
};

describe("of several phrases in one question", () => {
  test("overlapping ones are not both meant: the longer one is", () => {
    const overlapping = tree("sun-cream cream-mask", { en: "sun cream\ncream mask plus" });
    expect(topicIn(overlapping, "sun cream mask plus")).toEqual(["cream-mask", []]);
  });

  test("the longer text comes first, then the one that needs no correction, then the first one typed", () => {
    expect(topicIn(tree("peel retinol", { en: "peel\nretinol" }), "peel retinol")).toEqual(["retinol", ["peel"]]);
    const same = tree("serum toner", { en: "serums\ntoners" });
    expect(topicIn(same, "toners serums")).toEqual(["toner", ["serum"]]);
    expect(topicIn(same, "tonrs serums")).toEqual(["serum", ["toner"]]);
    expect(topicIn(same, "serums tonrs")).toEqual(["serum", ["toner"]]);
  });
});

describe("languages", () => {
  const three = tree("sauna swimming", { en: "sauna\nswimming", fr: "sauna\nnatation", de: "Sauna\n" });

  test("a phone in a language without topics still finds words of the others, always in the same order", () => {
    expect(findTopic(three, "sauna", "xx")).toMatchObject({ topic: "sauna", understood: "Sauna" });
    expect(topicIn(three, "natation", "xx")).toEqual(["swimming", []]);
  });

  test("a language without endings of its own takes a final s for a plural", () => {
    expect(findTopic(tree("masque", { fr: "masque" }), "masques", "fr")).toMatchObject({ topic: "masque", how: "plural" });
  });

  test("a topic that has no word in a language is labelled in another one, not left blank", () => {
    expect(["sauna", "swimming"].map((topic) => labelOf(three, topic, "de"))).toEqual(["Sauna", "swimming"]);
    expect(labelOf(three, "swimming", "fr")).toBe("natation");
  });
});

describe("a malformed document does not stop the search", () => {
  test("columns of different lengths: the topics with words are found, the others keep their id", () => {
    const cut = tree("sauna mask", { en: "sauna", de: "Sauna\nMaske\nzu viel" }, { parents: [[7]] });
    expect(topicIn(cut, "sauna")).toEqual(["sauna", []]);
    expect(topicIn(cut, "zu viel", "de")).toBeNull();
    expect([ancestors(cut, "sauna"), ancestors(cut, "mask")]).toEqual([["sauna"], ["mask"]]);
  });

  test("a family of families that is not in the document ends the lineage", () => {
    const open = tree("sauna heat", { en: "sauna\nheat" }, { parents: [[1], [9]] });
    expect(ancestors(open, "sauna")).toEqual(["sauna", "heat"]);
  });

  test("a label without a Latin letter matches no question, not even an empty one", () => {
    const cyrillic = tree("sauna bath", { en: "sauna\nбаня" });
    expect([topicIn(cyrillic, ""), topicIn(cyrillic, "баня"), topicIn(cyrillic, "sauna")]).toEqual([null, null, ["sauna", []]]);
  });

  test("without English words an id left empty stays empty and is never asked about", () => {
    expect(topicIn(tree(" sauna", { de: "\nSauna" }), "Sauna", "de")).toEqual(["sauna", []]);
  });
});

test("a long word that is near no known one is not taken for a typing error", () => {
  expect(topicIn(tree("sauna", { en: "sauna" }), "hyperpigmentation")).toBeNull();
});
