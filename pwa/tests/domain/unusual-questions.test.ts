/** Questions outside the corpus: in another language, with counted lengths, and on trees with few words. */
import { describe, expect, test } from "vitest";
import { readQuestion } from "../../src/domain/questions";
import { placedGaps } from "../../src/domain/questions/cues";
import { split } from "../../src/domain/questions/tokens";
import { questionWords, type SpeechDocument } from "../../src/domain/question-words";
import { moment } from "../../src/domain/questions/moment";
import { topicTree, type TopicTree } from "../../src/domain/topics";
import { extendedTree } from "../../src/domain/topics-extended";
import { builtIn, NO_QUESTIONS, smallTopics } from "../topics";

const tree = topicTree(builtIn());

function topicsIn(words: string, language = "en", of: TopicTree = tree): readonly string[] {
  return readQuestion(words, language, of).topics.map(({ topic }) => topic);
}

const momentIn = (words: string, language = "en"): unknown => readQuestion(words, language, tree).at;

describe("the language", () => {
  test("is the one that knows the topic, where no other word decides", () => {
    expect(readQuestion("sonnencrem", "en", tree)).toMatchObject({ language: "de", topics: [{ topic: "sunscreen" }], unknown: [] });
    expect(readQuestion("sunscren", "de", tree)).toMatchObject({ language: "en", topics: [{ topic: "sunscreen", how: "typo" }], unknown: [] });
  });

  test("stays the person's where no language knows the topic", () => {
    expect(["en", "de"].map((language) => readQuestion("calendulol", language, tree))).toMatchObject([
      { language: "en", topics: [], unknown: ["calendulol"] },
      { language: "de", topics: [], unknown: ["calendulol"] },
    ]);
  });

  test("may have no topics of its own: those of the other language are found", () => {
    const english = topicTree(smallTopics("sauna", { en: "sauna" }, { questions: builtIn().questions }));
    expect(readQuestion("Darf ich in die Sauna?", "de", english)).toMatchObject({ language: "de", kind: "may", topics: [{ topic: "sauna" }] });
  });
});

describe("two topics without a word between them", () => {
  test("are the active ingredient, whatever product holds it", () => {
    expect([topicsIn("can I use retinol moisturizer"), topicsIn("can I use azelaic acid serum")]).toEqual([["retinol"], ["azelaic-acid"]]);
  });

  test("are the product that a moisturizer or a balm is said to be", () => {
    expect([topicsIn("can I use moisturizer sunscreen"), topicsIn("can I use balm sunscreen")]).toEqual([["sunscreen"], ["sunscreen"]]);
  });

  test("are both meant if a comma separates them", () => {
    expect(topicsIn("can I use moisturizer, sunscreen")).toEqual(["moisturizer", "sunscreen"]);
  });
});

describe("a split phrase", () => {
  test("shares no word with another one", () => {
    const gapsIn = (words: string): readonly unknown[] => [...questionWords(tree.questions).speeches.values()].flatMap((speech) => placedGaps(split(words), speech));
    expect(gapsIn("are my face and skin so hot")).toEqual([{ first: 2, last: 6, value: "warmth" }]);
    expect(gapsIn("hours in the sun or outside")).toHaveLength(1);
  });

  test("asks about nothing on a tree that lacks its topic", () => {
    const small = topicTree(smallTopics("sauna", { en: "sauna" }, { questions: builtIn().questions }));
    expect([topicsIn("can I peel it off"), topicsIn("can I peel it off", "en", small)]).toEqual([["picking"], []]);
  });

  test("asks about nothing in a language without topics", () => {
    const english = topicTree(smallTopics("picking", { en: "pick" }, { questions: builtIn().questions }));
    const words = "Wann ziehe ich es ab?";
    expect([topicsIn(words, "de"), topicsIn(words, "de", english)]).toEqual([["picking"], []]);
  });
});

describe("counted lengths", () => {
  test.each([
    ["sauna in a couple of days", moment("day", 2)],
    ["sauna a couple of hours later", moment("hours", 2)],
    ["redness since 48 hours", null],
    ["is redness 1 day normal", null],
  ])("%s", (words, at) => {
    expect(momentIn(words)).toEqual(at);
  });

  test("a number before a day is its ordinal from 2 on only", () => {
    expect([momentIn("Sauna am 2. Tag", "de"), momentIn("Sauna 1 Tag", "de")]).toEqual([moment("course-day", 2), null]);
  });

  test("an ordinal has at most three digits, and a single letter is no day", () => {
    expect([momentIn("Sauna am 100. Tag", "de"), momentIn("Sauna am 1000. Tag", "de")]).toEqual([moment("course-day", 100), null]);
    expect(momentIn("sauna on d 4")).toBeNull();
  });

  test("inside the name of a product are not a moment", () => {
    const own = extendedTree(tree, [{ id: "our-mask", in: ["topical"], words: { en: ["hour mask"] } }]);
    expect(readQuestion("can I use it after 2 hour mask", "en", own)).toMatchObject({ topics: [{ topic: "our-mask" }], at: null });
  });
});

test("of two days that stand together the first one counts, and nothing is answered with a bare yes or no", () => {
  const day = moment("day", 1);
  expect(readQuestion("sauna tomorrow on friday", "en", tree)).toMatchObject({ at: day, statementOnly: true });
  expect(readQuestion("sauna tomorrow evening", "en", tree)).toMatchObject({ at: { ...day, part: "evening" }, statementOnly: false });
});

test("a language may have no words of time and no split phrases", () => {
  const speech: SpeechDocument = {
    ...{ cues: { "open may": "0far jag|0kan jag" }, gaps: "", names: {}, lists: {}, small: "", hypothetical: "" },
    ...{ subjects: "0jag", adverbs: "", plain: "0i 0jag 0kan", doubtful: "", applying: "", done: "" },
  };
  const questions = { ...NO_QUESTIONS, speeches: { sv: speech } };
  const swedish = topicTree(smallTopics("sauna", { sv: "bastu" }, { questions }));
  expect(readQuestion("Kan jag bastu?", "sv", swedish)).toMatchObject({ kind: "may", topics: [{ topic: "sauna" }], at: null, unknown: [] });
  expect(readQuestion("Kan jag bastu 48 timmar?", "sv", swedish)).toMatchObject({ at: null, unknown: ["timmar"], statementOnly: true });
});

describe("a negation", () => {
  test("of a symptom leaves the question about the topic as it is", () => {
    expect(readQuestion("no pus, can I go to the sauna", "en", tree)).toMatchObject({ conditions: ["not:pustules"], negated: false, statementOnly: false });
  });

  test("of a negation is a question without one, even with a duty that may still be needed", () => {
    expect(readQuestion("do I still need to not avoid sauna", "en", tree)).toMatchObject({ kind: "must", negated: false, statementOnly: true });
  });
});

test.each([
  ["is it healed, can I go to the sauna", "en", ["sauna"], []],
  ["is the pain not unbearable, sauna", "en", ["sauna"], ["not:severe"]],
  ["my skin is not irritated, can I go to the sauna", "en", ["sauna"], ["not:irritated"]],
  ["can make-up make me break out", "en", ["make-up"], []],
])("what is stated, hoped for or feared is kept apart: %s", (words, language, topics, conditions) => {
  const question = readQuestion(words, language, tree);
  expect(question.topics.map(({ topic }) => topic)).toEqual(expect.arrayContaining(topics));
  expect(question.conditions).toEqual(expect.arrayContaining(conditions));
  expect(question.conditions).not.toContain("now:healed");
});

describe("a layer that a sheet leaves on the skin", () => {
  const own = extendedTree(tree, [{ id: "layer", in: ["topical"], words: { en: ["layer"], de: ["Schicht"] } }]);

  test("is rinsed off if it is taken off, and is named once", () => {
    const words = ["do I wash the layer off", "layer off now?", "do I rinse the layer off"];
    expect(words.map((each) => topicsIn(each, "en", own))).toEqual([["rinse"], ["rinse"], ["rinse"]]);
    expect(topicsIn("darf ich die Schicht abwaschen", "de", own)).toEqual(["rinse"]);
  });

  test("is not rinsed off if it stays on, or if something else is taken off", () => {
    expect(["can the layer stay on", "leave the layer on not off"].map((each) => topicsIn(each, "en", own))).toEqual([["layer"], ["layer"]]);
    expect(topicsIn("can the layer dry, take my mask off", "en", own)).toContain("layer");
  });
});
