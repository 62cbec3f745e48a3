import { expect, test } from "vitest";
import { answer } from "../../src/domain/answers";
import { departuresIn } from "../../src/domain/departures";
import { emptyDocument, type Entry, type EntryDocument } from "../../src/domain/diary";
import { HOUR } from "../../src/domain/dates";
import type { Timeline } from "../../src/domain/timeline";
import { topicTree } from "../../src/domain/topics";
import { namedIn } from "../../src/domain/topics-match";
import { golden } from "../golden";
import { timeline } from "../records";
import { builtIn } from "../topics";

const START = Date.parse("2026-11-18T10:00:00Z");

function entry(hours: number, part: Partial<EntryDocument>): Entry {
  const occurred_at = new Date(START + hours * HOUR).toISOString();
  return { id: `e${hours}`, treatment_id: "t", occurred_at, document: { ...emptyDocument("UTC"), ...part }, revision: 1, edited: false };
}

interface Case {
  readonly name: string;
  readonly language: string;
  readonly timeline: Timeline;
  readonly entries: readonly (Pick<Entry, "id" | "occurred_at"> & { readonly document: Partial<EntryDocument> })[];
  readonly departures: readonly (readonly [string, string, string, string | null, string])[];
}

const cases = golden<Case>("departures");
const tree = topicTree(builtIn());

test.each(cases.map((each) => [each.name, each] as const))("%s, as on the server", (_name, { language, timeline: sheet, entries, departures: wanted }) => {
  const diary = entries.map(({ document, ...rest }) => ({ ...entry(0, document), ...rest }));
  const departed = departuresIn(sheet, diary, {
    topicsIn: (line) => namedIn(tree, line, language),
    answerAt: (topic, now, states) => answer(sheet, tree, topic, { now, states }),
  });
  expect(departed.map(({ topic, at, entry_id, rule, words }) => [topic, at, entry_id, rule?.id ?? null, words])).toEqual(wanted);
});

/** Retinol is a no for a day, then unclear until the skin is calm; everything else is allowed. */
const reading = {
  topicsIn: (line: string) => ["retinol", "sauna"].filter((topic) => line.toLowerCase().includes(topic)),
  answerAt: (topic: string, at: number, states: Readonly<Record<string, unknown>>) => {
    const kind = at < START + 24 * HOUR ? "no" : states["calm"] ? "yes" : "not-yet";
    return { kind: topic === "retinol" ? kind : "yes", rule: null };
  },
};

const departures = (...diary: readonly Entry[]): readonly string[] =>
  departuresIn(timeline(), diary, reading).map(({ topic, entry_id, words }) => `${topic} ${entry_id} ${words}`);

test("each product and activity is answered at the hour it happened", () => {
  const diary = [entry(5, { products: ["Retinol serum"] }), entry(30, { products: ["retinol"] }), entry(40, { states: { calm: true } }), entry(50, { activities: ["retinol"] })];
  expect(departures(...diary)).toEqual(["retinol e5 Retinol serum", "retinol e30 retinol"]);
});

test("a topic is listed once per entry, and what the sheet permits is not listed", () => {
  expect(departures(entry(5, { products: ["retinol", "more retinol"], activities: ["sauna"] }))).toEqual(["retinol e5 retinol"]);
});

test("what was left out, or used before the treatment, is no departure", () => {
  expect(departures(entry(5, { products: ["no retinol", "ohne Retinol"] }), entry(-5, { products: ["retinol"] }))).toEqual([]);
});
