/** The topics and words that a sheet adds to the tree. */
import { describe, expect, it } from "vitest";
import { readQuestion } from "../../src/domain/questions";
import type { OwnTopic } from "../../src/domain/timeline";
import { ancestors, iconOf, labelOf, shortOf, topicTree } from "../../src/domain/topics";
import { extendedTree } from "../../src/domain/topics-extended";
import { findTopic } from "../../src/domain/topics-match";
import { builtIn } from "../topics";

const tree = topicTree(builtIn());
const own: readonly OwnTopic[] = [
  { id: "gauze", in: ["topical"], words: { en: ["glimmerwrap", "lint wraps"], de: ["Glimmerbinde"] } },
  { id: "fine-gauze", in: ["gauze"], words: { en: ["extraordinarily fine gauze"], fr: ["gaze"] } },
  { id: "sauna", in: [], words: { en: ["zorbing barrel"], fr: [] } },
  { id: "our-serum", in: ["serum"], words: { en: ["serum"] } },
  { id: "lost", in: ["moon-dust"], words: { en: ["sunscreen"] } },
];
const extended = extendedTree(tree, own);
const topicIn = (words: string, language = "en"): string | undefined => findTopic(extended, words, language)?.topic;

describe("a sheet's own topics", () => {
  it("are found in questions, also in the plural and with a typing slip", () => {
    expect(["glimmerwrap", "lint wrap", "glimmerwraps", "glimerwrap"].map((words) => topicIn(words))).toEqual(["gauze", "gauze", "gauze", "gauze"]);
    expect([topicIn("Glimmerbinden", "de"), topicIn("gaze", "fr"), topicIn("zorbing barrel")]).toEqual(["gauze", "fine-gauze", "sauna"]);
    expect(readQuestion("can I take the lint wrap off", "en", extended).topics.map(({ topic }) => topic)).toEqual(["gauze"]);
  });

  it("belong to families, and have their icons", () => {
    expect(ancestors(extended, "fine-gauze").slice(0, 3)).toEqual(["fine-gauze", "gauze", "topical"]);
    expect(iconOf(extended, "fine-gauze")).toBe(iconOf(tree, "topical"));
    expect(iconOf(extended, "lost")).toBe("other");
  });

  it("are named by their first word, cut to the length of a tile", () => {
    expect([labelOf(extended, "gauze", "de"), shortOf(extended, "gauze", "en")]).toEqual(["Glimmerbinde", "Glimmerwrap"]);
    expect(shortOf(extended, "fine-gauze", "en")).toBe("Extraordinarily f…");
    expect(labelOf(extended, "sauna", "en")).toBe(labelOf(tree, "sauna", "en"));
  });

  it("take a word from their family, and from no other topic", () => {
    expect([topicIn("serum"), topicIn("sunscreen")]).toEqual(["our-serum", "sunscreen"]);
  });

  it("do not take the singular of their words from the tree, nor make one of a short word", () => {
    const plurals = extendedTree(tree, [{ id: "our-kit", in: [], words: { en: ["saunas", "zims"] } }]);
    expect(["saunas", "sauna", "zims", "zim"].map((words) => findTopic(plurals, words, "en")?.topic)).toEqual(["our-kit", "sauna", "our-kit", undefined]);
  });

  it("leave the tree as it was, and are added once", () => {
    expect(findTopic(tree, "glimmerwrap", "en")).toBeNull();
    expect([findTopic(tree, "zorbing barrel", "en"), tree.lineage.has("gauze")]).toEqual([null, false]);
    expect(extendedTree(tree, structuredClone(own))).toBe(extended);
    expect([extendedTree(tree), extendedTree(tree, [])]).toEqual([tree, tree]);
  });
});
