/** Typed questions are read as on the server: both must agree with tests/corpus. */
import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { readQuestion, spanOf, spansOf, type AskedMoment, type Question } from "../../src/domain/questions";
import { moment, type Present } from "../../src/domain/questions/moment";
import { topicTree } from "../../src/domain/topics";
import { builtIn, smallTopics } from "../topics";

/** A line of the corpus: a question and how it must be read. */
interface Row {
  readonly q: string;
  readonly language: string;
  readonly kind: string;
  readonly negated?: boolean;
  readonly topics: readonly string[];
  readonly conditions?: readonly string[];
  readonly at?: string;
  readonly unknown?: readonly string[];
  readonly statement_only?: boolean;
}

const corpus = new URL("../../../tests/corpus/questions.jsonl", import.meta.url);
const rows = readFileSync(corpus, "utf8").trim().split("\n").map((line) => JSON.parse(line) as Row);
const worried = new URL("../../../tests/corpus/worried-readings.jsonl", import.meta.url);
const tree = topicTree(builtIn());

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** A moment as it is written in the corpus. */
function code(at: AskedMoment | null): string {
  if (at === null) return "";
  const { base, amount, part, reach } = at;
  const codes = {
    ...{ now: "now", minutes: `+${amount}m`, hours: `+${amount}h`, day: `d${amount}`, weekday: WEEKDAYS[amount % 7], weekend: "weekend" },
    ...{ week: `w${amount}`, month: `mo${amount}`, since: `T${amount}h`, "course-day": `D${amount}`, part: "", date: `date${amount}` },
  };
  return [reach, codes[base] ?? "", part].filter(Boolean).join(" ");
}

function read({ kind, negated, topics, conditions, at, unknown }: Question): unknown {
  return { kind, negated, topics: topics.map(({ topic }) => topic), conditions, at: code(at), unknown };
}

const wanted = ({ kind, negated = false, topics, conditions = [], at = "", unknown = [] }: Row): unknown => ({ kind, negated, topics, conditions, at, unknown });

/** Which topics are stated as circumstances, and which stand beside a word that was not understood. */
function marks({ topics, statementOnly }: Question): object {
  const named = (mark: "aside" | "unclear"): readonly string[] => topics.filter((topic) => topic[mark]).map(({ topic }) => topic);
  return { statement_only: statementOnly, aside: named("aside"), unclear: named("unclear") };
}

describe("the corpus", () => {
  it("of worried questions is read as on the server", () => {
    for (const line of readFileSync(worried, "utf8").trim().split("\n")) {
      const row = JSON.parse(line) as Row;
      const question = readQuestion(row.q, row.language, tree);
      expect({ q: row.q, language: row.language, ...(read(question) as object), ...marks(question) }).toEqual(row);
    }
  });

  it("is read as on the server, every question", () => {
    for (const row of rows) expect({ q: row.q, ...(read(readQuestion(row.q, row.language, tree)) as object) }).toEqual({ q: row.q, ...(wanted(row) as object) });
  });
});

describe("any text", () => {
  it("is read, however long, and in a language that the tree lacks", () => {
    for (const text of ["", " ?!", "🙂", "0", "x".repeat(2_000), "can I ".repeat(400)]) expect(readQuestion(text, "fr", tree).topics).toEqual([]);
    expect(readQuestion("sauna ".repeat(130), "en", tree).statementOnly).toBe(true);
  });

  it("cannot be read without words of questions", () => {
    expect(() => readQuestion("sauna", "en", topicTree(smallTopics("sauna", { en: "sauna" })))).toThrow("no words of questions");
  });
});

describe("moments", () => {
  const wednesday = Date.parse("2026-03-04T14:00:00Z"); // 15:00 in Berlin
  const course = { treatedAt: Date.parse("2026-03-02T13:00:00Z"), firstDay: 1 };
  const span = (words: string, present: Partial<Present> = {}): unknown => {
    const { at } = readQuestion(words, "en", tree);
    const [from, until] = spanOf(at ?? moment("now"), { now: wednesday, timeZone: "Europe/Berlin", course, ...present });
    return [from, until].map((each) => (each === null ? null : new Date(each).toISOString().slice(5, 16)));
  };

  test.each([
    ["sauna now", "03-04T14:00", null],
    ["sauna today", "03-04T14:00", "03-04T23:00"],
    ["sauna tonight", "03-04T17:00", "03-04T21:00"],
    ["sauna overnight", "03-04T21:00", "03-05T05:00"],
    ["sauna on wednesday morning", "03-11T05:00", "03-11T11:00"],
    ["sauna at the weekend", "03-06T23:00", "03-08T23:00"],
    ["sauna in 20 minutes", "03-04T14:20", null],
    ["sauna in 3 hours", "03-04T17:00", null],
    ["sauna after 72 hours", "03-05T13:00", null],
    ["sauna after 24 hours", "03-04T14:00", null],
    ["sauna on day 4", "03-04T23:00", "03-05T23:00"],
    ["sauna next week", "03-08T23:00", "03-15T23:00"],
    ["sauna next month", "03-31T22:00", "04-30T22:00"],
    ["sauna at 9 am", "03-05T08:00", null],
    ["sauna this morning ok?", "03-04T14:00", null],
    ["sauna before friday", "03-04T14:00", "03-05T23:00"],
    ["sauna until friday", "03-04T14:00", "03-06T23:00"],
    ["sauna until 9 am tomorrow", "03-04T14:00", "03-05T08:00"],
    ["sauna before today", "03-04T14:00", null],
    ["sauna on the 5th", "03-04T23:00", "03-05T23:00"],
    ["sauna on the 3rd", "04-02T22:00", "04-03T22:00"],
  ])("%s", (words, from, until) => {
    expect(span(words)).toEqual([from, until]);
  });

  it("of several readings have a span for each, as on the server", () => {
    const file = new URL("../../../tests/corpus/spans.jsonl", import.meta.url);
    for (const line of readFileSync(file, "utf8").trim().split("\n")) {
      const row = JSON.parse(line) as { readonly q: string; readonly now: string; readonly spans: unknown };
      const clock = { now: Date.parse(`${row.now}+01:00`), timeZone: "Europe/Berlin", course: { treatedAt: Date.parse("2026-03-02T14:00+01:00"), firstDay: 1 } };
      const read = spansOf(readQuestion(row.q, "en", tree), clock);
      expect({ ...row, spans: read.map(([from, until]) => [wallClock(from), until === null ? null : wallClock(until)]) }).toEqual(row);
    }
  });

  it("keep the wall clock where the clocks change", () => {
    const timeZone = "Europe/Berlin";
    expect(span("sauna tomorrow", { now: Date.parse("2026-03-28T11:00:00Z"), timeZone })).toEqual(["03-28T23:00", "03-29T22:00"]);
    expect(span("sauna tomorrow at 2 30", { now: Date.parse("2026-03-28T11:00:00Z"), timeZone })).toEqual(["03-29T01:00", null]);
    expect(span("sauna tomorrow at 2 30", { now: Date.parse("2026-10-24T11:00:00Z"), timeZone })).toEqual(["10-25T00:30", null]);
    expect(span("sauna tomorrow", { now: Date.parse("2026-09-05T15:00:00Z"), timeZone: "America/Santiago" })).toEqual(["09-06T04:00", "09-07T03:00"]);
  });

  it("count from now where the treatment is unknown, and end the evening at the patient's bedtime", () => {
    const now = wednesday;
    const alone = { now, timeZone: "Europe/Berlin" };
    expect(spanOf(moment("since", 72), alone)).toEqual([now, null]);
    expect(spanOf(moment("course-day", 4), alone)).toEqual(spanOf(moment("day", 0), alone));
    expect(span("sauna tonight", { bedtime: 23 * 60 + 30 })).toEqual(["03-04T17:00", "03-04T22:30"]);
  });
});

/** An instant on the clocks of Berlin in winter. */
function wallClock(at: number): string {
  return new Date(at + 3_600_000).toISOString().slice(0, 16);
}
