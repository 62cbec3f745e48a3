import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findTopic, type Match } from "../../src/domain/topics-match";
import { ancestors, labelOf, topicTree, type TopicsDocument } from "../../src/domain/topics";

interface Golden {
  readonly document: TopicsDocument;
  readonly cases: readonly { readonly language: string; readonly question: string; readonly match: Match | null }[];
}

const file = new URL("../../../tests/golden/topics.json", import.meta.url);
const { document, cases } = JSON.parse(readFileSync(file, "utf8")) as Golden;
const tree = topicTree(document);

describe("a typed question finds its topic, as on the server", () => {
  test.each(cases.map((each) => [each.language, each.question, each.match] as const))("%s: %s", (language, question, match) => {
    expect(findTopic(tree, question, language)).toEqual(match);
  });
});

test("the ancestors of a topic begin with the topic itself", () => {
  expect(ancestors(tree, "mascara")[0]).toBe("mascara");
  expect(ancestors(tree, "mascara")).toContain("make-up");
});

test("an unknown topic has no families and its id as its label", () => {
  expect(ancestors(tree, "moon-dust")).toEqual(["moon-dust"]);
  expect(labelOf(tree, "moon-dust", "en")).toBe("moon-dust");
});
