/** Replies to typed questions, as on the server: the moment, the answers, the sentences. */
import { expect, test } from "vitest";
import { readQuestion, type Question } from "../../src/domain/questions";
import { reply, sentences, stricterReply, verdictFirst, type Reply, type Value } from "../../src/domain/replies";
import { HOUR } from "../../src/domain/dates";
import type { Timeline } from "../../src/domain/timeline";
import { topicTree } from "../../src/domain/topics";
import { golden } from "../golden";
import { builtIn } from "../topics";

interface Case {
  readonly name: string;
  readonly timeline: Timeline;
  readonly replies: readonly {
    readonly words: string;
    readonly language: string;
    readonly hours: number;
    readonly from: string;
    readonly until: string | null;
    readonly statement_only: boolean;
    readonly verdict_first: boolean;
    readonly parts: readonly string[];
    readonly sentences: readonly (readonly [string, Readonly<Record<string, string>>])[];
  }[];
}

const tree = topicTree(builtIn());
const instant = (at: number): string => new Date(at).toISOString().replace(".000Z", "Z");

function shown(value: Value): string {
  if (typeof value === "string") return value;
  if ("moment" in value) return instant(value.moment);
  if ("day" in value) return instant(value.day);
  if ("says" in value) return value.says.id;
  if ("noticed" in value) return value.noticed;
  return ("topics" in value ? value.topics : value.gates).join(" ");
}

const cases = golden<Case>("replies");

const questions = new Map<string, Question>();

/** Each question is asked at several hours of several treatments, and read once. */
function questionOf(words: string, language: string): Question {
  const key = `${language} ${words}`;
  const question = questions.get(key) ?? readQuestion(words, language, tree);
  questions.set(key, question);
  return question;
}

test.each(cases.map((each) => [each.name, each] as const))("%s", (_name, { timeline, replies }) => {
  const treatedAt = Date.parse(timeline.treated_at);
  for (const { words, language, hours, ...wanted } of replies) {
    const states = hours < 50 ? {} : { healed: treatedAt + 49 * HOUR, calm: true };
    const question = questionOf(words, language);
    const given = reply(question, [{ timeline, tree, states, name: "" }], { now: treatedAt + hours * HOUR, timeZone: timeline.time_zone });
    expect({
      ...{ words, hours, from: instant(given.from), until: given.until === null ? null : instant(given.until) },
      statement_only: question.statementOnly,
      verdict_first: verdictFirst(given),
      parts: given.parts.map(({ answer, understood }) => `${answer.topic ?? "None"} ${answer.kind} ${understood}`),
      sentences: sentences(given).map(({ key, values }) => [key, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shown(value)]))]),
    }).toEqual({ words, hours, ...wanted });
  }
});

test("several treatments are told apart by their names", () => {
  const given = cases.slice(0, 2).map(({ timeline }, at) => ({ timeline, tree, states: { "now:sore": true }, name: `Treatment ${at + 1}` }));
  const [first, second] = given;
  if (!first || !second) throw new Error("There are no two cases.");
  const now = Date.parse(second.timeline.treated_at) + HOUR;
  const both = reply(readQuestion("gym or sunscreen", "en", tree), [first, second], { now, timeZone: "Europe/Berlin" });
  const named = sentences(both).filter(({ key }) => key === "answer.treatment").map(({ values }) => values["treatment"]);
  expect([...named].sort()).toEqual(["Treatment 1", "Treatment 1", "Treatment 2", "Treatment 2"]);
  expect(verdictFirst(both)).toBe(false);
});

test("while two clocks disagree, of each part the stricter answer counts", () => {
  const [{ timeline } = { timeline: undefined }] = cases;
  if (!timeline) throw new Error("There are no cases.");
  const treatedAt = Date.parse(timeline.treated_at);
  const question = readQuestion("sauna or sunscreen", "en", tree);
  const at = (now: number): Reply => reply(question, [{ timeline, tree, states: {}, name: "" }], { now, timeZone: timeline.time_zone });
  const kinds = (given: Reply): readonly string[] => given.parts.map(({ answer }) => `${answer.topic ?? ""} ${answer.kind}`);
  expect(kinds(stricterReply([treatedAt + 80 * HOUR, treatedAt + HOUR], at))).toEqual(["sauna no", "sunscreen no"]);
  expect(kinds(stricterReply([treatedAt + HOUR, treatedAt + 80 * HOUR], at))).toEqual(["sauna no", "sunscreen no"]);
  expect(kinds(stricterReply([treatedAt + 80 * HOUR, treatedAt + 80 * HOUR], at))).toEqual(kinds(at(treatedAt + 80 * HOUR)));
});
