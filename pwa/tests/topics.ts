/** Topic trees for tests: the built-in one, and small ones. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { QuestionsDocument } from "../src/domain/question-words";
import { TOPICS_FORMAT, type TopicsDocument } from "../src/domain/topics";

/** The document of the built-in tree, as the server sends it. */
export function builtIn(): TopicsDocument {
  const file = join(fileURLToPath(import.meta.url), "../../../tests/golden/topics.json"); // jsdom has another URL
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly document: TopicsDocument }).document;
}

export const NO_QUESTIONS: QuestionsDocument = {
  ...{ speeches: {}, coverings: [], products: [], treatments: [], signs: [], occasions: [], carriers: [] },
  ...{ contact: "", anything: [], reasons: [], comparable: [], removing: [], conditions: {}, describing: {}, figures: [], sheds: {}, tools: [], picking: "", applied: "" },
  ...{ alarming: [], related: {}, withheld: [], reacting: [] },
};

/** A document with these topics, without families and without words of questions unless given. */
export function smallTopics(ids: string, words: Readonly<Record<string, string>>, part: Partial<TopicsDocument> = {}): TopicsDocument {
  return {
    ...{ format: TOPICS_FORMAT, ids, words, parents: ids.split(" ").map(() => []), short: {}, icons: "" },
    ...{ small: {}, ordinary: {}, tails: "", questions: NO_QUESTIONS },
    ...part,
  };
}
