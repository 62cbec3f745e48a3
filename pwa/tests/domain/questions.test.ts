/** Typed questions are read as on the server: both are held to tests/corpus. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readQuestion, type AskedMoment, type Question } from "../../src/domain/questions";
import { topicTree } from "../../src/domain/topics";
import { builtIn } from "../topics";

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
const tree = topicTree(builtIn());

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** A moment as the corpus writes it. */
function code(at: AskedMoment | null): string {
  if (at === null) return "";
  const { base, amount, part } = at;
  const codes = {
    ...{ now: "now", minutes: `+${amount}m`, hours: `+${amount}h`, day: `d${amount}`, weekday: WEEKDAYS[amount], weekend: "weekend" },
    ...{ week: `w${amount}`, month: `mo${amount}`, since: `T${amount}h`, "course-day": `D${amount}`, part: "" },
  };
  return `${codes[base] ?? ""} ${part}`.trim();
}

function read({ kind, negated, topics, conditions, at, unknown }: Question): unknown {
  return { kind, negated, topics: topics.map(({ topic }) => topic), conditions, at: code(at), unknown };
}

const wanted = ({ kind, negated = false, topics, conditions = [], at = "", unknown = [] }: Row): unknown => ({ kind, negated, topics, conditions, at, unknown });

describe("the corpus", () => {
  it("is read as on the server, every question", () => {
    for (const row of rows) expect({ q: row.q, ...(read(readQuestion(row.q, row.language, tree)) as object) }).toEqual({ q: row.q, ...(wanted(row) as object) });
  });
});
