/** What counts as stated: the person's own skin and prescription, said plainly and for now. */
import { describe, expect, test } from "vitest";
import { readQuestion } from "../../src/domain/questions";
import { topicTree } from "../../src/domain/topics";
import { builtIn } from "../topics";

const tree = topicTree(builtIn());
const statedIn = (words: string, language = "en"): readonly string[] => readQuestion(words, language, tree).conditions;

describe("healed skin is stated", () => {
  test.each([
    ["next to the words that ask for permission, before them and after them", "healed permitted sauna", "skin allowed healed"],
    ["since a day in the past, or as of today", "healed since tuesday sauna", "today healed sauna"],
    ["beside a symptom that is denied", "healed and not red, sauna", "healed no redness sauna"],
    ["beside another state that is stated", "healed calm sauna", "calm and healed, sauna"],
    ["of the whole face", "my whole face is healed, sauna", "healed full face sauna"],
    ["as a question that the person answers with yes", "healed? yes, can I wear make-up", "healed? yep. sauna"],
    ["in a sentence that asks for a topic or for permission", "is make-up ok healed?", "healed and can I?"],
  ])("%s", (_, ...questions) => {
    for (const words of questions) expect([words, statedIn(words)]).toEqual([words, expect.arrayContaining(["now:healed"])]);
  });
});

describe("healed skin is not stated", () => {
  test.each([
    ["for a day to come", "healed on tuesday sauna", "tomorrow healed sauna"],
    ["of a part of the face only", "my chin is healed, sauna", "healed on my cheeks, sauna"],
    ["in a sentence of its own that asks about it", "healed? can I wear make-up", "make-up? healed? sauna?"],
    ["where the negation behind it denies it", "healed no, sauna", "healed not at all, sauna"],
    ["if something that the reader does not know stands beside it", "healed glorb sauna", "glorb healed sauna"],
  ])("%s", (_, ...questions) => {
    for (const words of questions) expect([words, statedIn(words)]).toEqual([words, expect.not.arrayContaining(["now:healed"])]);
  });
});

describe("what is prescribed", () => {
  const isStated = (words: string): boolean => statedIn(words).includes("now:prescribed");

  test("counts as the person's own if a doctor is named as its source", () => {
    expect(["my doctors prescribed retinol", "prescribed retinol? can I use it"].map(isStated)).toEqual([true, true]);
  });

  test("does not count if it is somebody else's, wherever the question says so", () => {
    expect(["my cousins retinol, it is prescribed", "my buddys retinol, it is prescribed", "it is prescribed, my buddys new retinol"].map(isStated)).toEqual([false, false, false]);
  });

  test("counts beside words in -s that own nothing", () => {
    expect(["my retinol is prescribed", "prescribed retinol, my illness is over"].map(isStated)).toEqual([true, true]);
  });

  test("does not count in a question about it", () => {
    expect(["is it prescribed? can I use retinol", "is retinol prescribed"].map(isStated)).toEqual([false, false]);
  });
});
