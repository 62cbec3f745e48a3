// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { topicTree } from "../../src/domain/topics";
import { extendedTree } from "../../src/domain/topics-extended";
import { heatRows, issuesByRule, MAX_SLOTS, slotsOf, type Course, type HeatCell } from "../../src/screens/author/heat-rows";
import { USUAL_TOPICS } from "../../src/screens/author/usual-topics";
import { builtIn } from "../topics";
import { after, course as made, window } from "./made-up";

const tree = topicTree(builtIn());

function courseOf(part: Partial<Course> = {}): Course {
  const timeline = part.timeline ?? made;
  const reports = part.reports ?? {};
  return { timeline, reports, tree: extendedTree(tree, timeline.topics), slots: slotsOf(timeline, reports), issues: new Map(), ...part };
}

function rowOf(course: Course, topic: string): readonly HeatCell[] {
  for (const step of heatRows(course, [topic])) if (step) return step[1];
  throw new Error("no row");
}

const spans = (cells: readonly HeatCell[]): readonly string[] => cells.map(({ kind, first, span }) => `${kind} ${first}+${span}`);

describe("the columns of the map", () => {
  it("are the spans between two changes of the sheet", () => {
    expect(slotsOf(made, {}).map(({ from }) => from)).toEqual([0, 24, 48, 72]);
    expect(slotsOf(made, {}).at(-1)?.until).toBe(96);
  });

  it("begin anew where the patient reports something", () => {
    expect(slotsOf(made, { healed: 30 }).map(({ from }) => from)).toEqual([0, 24, 30, 48, 72]);
  });

  it("are few enough for the longest sheet, without an overlap", () => {
    const many = Array.from({ length: 400 }, (_, at) => window("sauna", "avoid", { closes: after(at + 1) }));
    const slots = slotsOf({ ...made, windows: many }, {});
    expect(slots.length).toBeLessThanOrEqual(MAX_SLOTS);
    expect(slots.every(({ from, until }, at) => from < until && until === (slots[at + 1]?.from ?? until))).toBe(true);
  });
});

describe("a row of the map", () => {
  it.each([
    ["sauna", ["no 0+2", "over 2+2"]],
    ["mascara", ["no 0+1", "not-yet 1+3"]],
    ["sunscreen", ["unsaid 0+1", "yes 1+3"]],
    ["sun", ["no 0+1", "with 1+3"]],
    ["exercise", ["part 0+3", "unsaid 3+1"]],
    ["alcohol", ["unsaid 0+4"]],
    ["gauze", ["no 0+1", "over 1+3"]],
  ])("of %s joins equal answers", (topic, expected) => {
    expect(spans(rowOf(courseOf(), topic))).toEqual(expected);
  });

  it.each([
    ["avoid", ["no 0+1", "part 1+1", "over 2+1"]],
    ["allow", ["with 0+2", "yes 2+1"]],
  ] as const)("does not hide a stricter member where the family is not forbidden (%s)", (verb, expected) => {
    const family = window("exercise", verb, verb === "avoid" ? { closes: after(24) } : {});
    const timeline = { ...made, windows: [family, window("swimming", "avoid", { closes: after(72) }), window("sauna", "avoid", { closes: after(24) })] };
    expect(spans(rowOf(courseOf({ timeline }), "exercise"))).toEqual(expected);
  });

  it("follows what the patient reports, from that hour on", () => {
    expect(spans(rowOf(courseOf({ reports: { healed: 48 } }), "mascara"))).toEqual(["no 0+1", "not-yet 1+1", "over 2+2"]);
  });

  it("does not count a report that comes too early for the sheet", () => {
    expect(spans(rowOf(courseOf({ reports: { healed: 5 } }), "mascara")).at(-1)).toMatch(/^not-yet/);
  });

  it("names what is open about the rules that decide, and only there", () => {
    const issues = issuesByRule([
      { kind: "contradiction", rule_ids: ["sauna", "other"], problem: "", resolved: false, clash: null },
      { kind: "vague", rule_ids: ["swimming"], problem: "", resolved: true, clash: null },
    ]);
    expect(rowOf(courseOf({ issues }), "sauna").map(({ open }) => open)).toEqual([["contradiction"], ["contradiction"]]);
    expect(rowOf(courseOf({ issues }), "swimming").flatMap(({ open }) => open)).toEqual([]);
  });

  it("pauses after every answer", () => {
    expect([...heatRows(courseOf(), ["sauna", "sun"])].filter((step) => step === null)).toHaveLength(8);
  });
});

it("there are forty usual questions, all in the tree", () => {
  expect(new Set(USUAL_TOPICS).size).toBe(40);
  expect(USUAL_TOPICS.filter((topic) => !tree.lineage.has(topic))).toEqual([]);
});
