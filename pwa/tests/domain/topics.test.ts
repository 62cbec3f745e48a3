import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findTopic, type Match } from "../../src/domain/topics-match";
import { runTogether } from "../../src/domain/topics-words";
import { ancestors, iconOf, labelOf, shortOf, topicTree, type TopicsDocument } from "../../src/domain/topics";

interface Golden {
  readonly document: TopicsDocument;
  /** For each topic its icon and its short names in English and German. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly cases: readonly { readonly language: string; readonly question: string; readonly match: Match | null }[];
}

const file = new URL("../../../tests/golden/topics.json", import.meta.url);
const { document, names, cases } = JSON.parse(readFileSync(file, "utf8")) as Golden;
const tree = topicTree(document);

describe("a typed question finds its topic, as on the server", () => {
  test.each(cases.map((each) => [each.language, each.question, each.match] as const))("%s: %s", (language, question, match) => {
    expect(findTopic(tree, question, language)).toEqual(match);
  });
});

describe("what people call things finds its topic, as on the server", () => {
  const listed = new URL("../../../tests/domain/topic_names.json", import.meta.url);
  const called = JSON.parse(readFileSync(listed, "utf8")) as Record<string, Record<string, readonly string[]>>;
  const rows = Object.entries(called).flatMap(([language, topics]) =>
    Object.entries(topics).flatMap(([topic, phrases]) => phrases.map((phrase) => [language, phrase, topic] as const)),
  );
  test.each(rows)("%s: %s", (language, phrase, topic) => {
    expect(findTopic(tree, phrase, language)?.topic).toBe(topic);
  });
});

test("topics have the icons and short names of the server", () => {
  const read = tree.topics.map((topic) => [topic, [iconOf(tree, topic), shortOf(tree, topic, "en"), shortOf(tree, topic, "de")]]);
  expect(Object.fromEntries(read)).toEqual(names);
});

test("a topic has its nearest family's icon and a short name of another language, else neutral ones", () => {
  const small = topicTree({
    ...document,
    ids: "heat sauna",
    parents: [[], [0]],
    words: { en: "heat\nsauna|finnish sauna", de: "Hitze\n" },
    short: { en: "\nHot cabin", de: "\n" },
    icons: "heat ",
  });
  expect([iconOf(small, "sauna"), shortOf(small, "sauna", "en"), shortOf(small, "sauna", "de")]).toEqual(["heat", "Hot cabin", "Hot cabin"]);
  expect([shortOf(small, "heat", "en"), shortOf(small, "heat", "de")]).toEqual(["Heat", "Hitze"]);
  expect([iconOf(small, "moon-dust"), shortOf(small, "moon-dust", "de")]).toEqual(["other", "moon-dust"]);
});

test("a final single vowel stays apart, however the words are spaced", () => {
  expect([["vitamin", "e"], ["vitamine"], ["make", "up"], ["e"]].map(runTogether)).toEqual(["vitamin e", "vitamine", "makeup", "e"]);
});

test("the ancestors of a topic begin with the topic itself", () => {
  expect(ancestors(tree, "mascara")[0]).toBe("mascara");
  expect(ancestors(tree, "mascara")).toContain("make-up");
});

test("an unknown topic has no families and its id as its label", () => {
  expect(ancestors(tree, "moon-dust")).toEqual(["moon-dust"]);
  expect(labelOf(tree, "moon-dust", "en")).toBe("moon-dust");
});
