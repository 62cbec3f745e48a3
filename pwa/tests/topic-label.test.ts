// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../src/i18n";
import { topicLabel } from "../src/screens/patient/topic-label";
import { topics } from "../src/state/topic-tree";
import { topicTree } from "../src/domain/topics";
import { timeline, treatment } from "./records";
import { alice, clearPhone, preparePhone } from "./components/phone";
import { smallTopics } from "./topics";

const OWN = [
  { id: "balm-x", in: [], words: { en: ["Balm X", "the balm"], de: ["Balsam X"] } },
  { id: "lint", in: [], words: { fr: ["charpie"] } },
];

beforeEach(async () => {
  await preparePhone(alice, { treatments: [{ ...treatment(), timeline: { ...timeline(), topics: OWN } }] });
  topics.value = topicTree(smallTopics("", { en: "heat", de: "Hitze" }));
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await setLanguage("en");
  await clearPhone();
});

describe("a topic in the middle of a sentence", () => {
  it.each([
    ["en", "heat", "heat"],
    ["de", "heat", "Hitze"],
    ["en", "balm-x", "balm X"],
    ["de", "balm-x", "Balsam X"],
    ["de", "lint", "charpie"],
    ["en", "not-known", "not known"],
  ])("in %s: %s is called %s", async (code, topic, name) => {
    await setLanguage(code);
    expect(topicLabel(topic)).toBe(name);
  });

  it("is called as in another language where the tree has no word for it in this one", async () => {
    topics.value = topicTree(smallTopics("heat steam-bath", { en: "heat\nsteam bath", de: "Hitze\n" }));
    await setLanguage("de");
    expect(["heat", "steam-bath"].map(topicLabel)).toEqual(["Hitze", "steam bath"]);
  });

  it("has no hyphens while the phone has no topics", () => {
    topics.value = undefined;
    expect(topicLabel("balm-x")).toBe("balm x");
  });
});
