/** The board never permits what the answers do not, over the five built-in sheets, at any hour and whatever was reported. */
import { describe, expect, test } from "vitest";
import { answer, answerOfVersions, STRICTNESS, stricterOf, type Answer, type AnswerKind } from "../../src/domain/answers";
import { answerOf } from "../../src/domain/answers/model";
import { assess } from "../../src/domain/assessment";
import { board, verdictOf, type BoardSheet, type Tile } from "../../src/domain/board";
import { boardTopics, MOST } from "../../src/domain/board-topics";
import type { States } from "../../src/domain/bounds";
import { HOUR } from "../../src/domain/dates";
import { emptyDocument, type Entry } from "../../src/domain/diary";
import { stricterAnswer } from "../../src/domain/stricter-answer";
import type { Timeline, Window } from "../../src/domain/timeline";
import { topicTree, type TopicTree } from "../../src/domain/topics";
import { extendedTree } from "../../src/domain/topics-extended";
import { golden } from "../golden";
import { timeline as empty } from "../records";
import { builtIn } from "../topics";

const base = topicTree(builtIn());
const sheets = golden<{ readonly timeline: Timeline }>("replies").map(({ timeline }) => [timeline.sheet.id, timeline] as const);
const HOURS = [0, 3, 5, 8, 20, 24, 30, 47.9, 48, 50, 71.9, 72, 80, 100, 168, 200, 400, 800];
const RESTRICTING: readonly AnswerKind[] = ["no", "only", "not-yet"];
const treeFor = (...timelines: readonly Timeline[]): TopicTree => timelines.reduce((tree, { topics }) => extendedTree(tree, topics), base);
const sheetOf = (timeline: Timeline, states: States = {}, treatmentId = "one"): BoardSheet => ({ treatmentId, timeline, states, findings: [] });
const after = ({ treated_at }: Timeline, hours: number): number => Date.parse(treated_at) + hours * HOUR;

/** Nothing, healed or not, calm or not, and acts that were reported. */
function reports(timeline: Timeline): readonly States[] {
  const at = after(timeline, 49);
  return [{}, { healed: at, calm: at }, { healed: false, calm: false }, { "act:wash": at, "act:home": at }, { "now:irritated": true }];
}

function expectNoEasierThan(tile: Tile, given: Answer): void {
  expect(STRICTNESS[tile.kind], `${tile.topic}: ${tile.kind} for ${given.kind}`).toBeLessThanOrEqual(STRICTNESS[given.kind]);
  if (tile.kind !== "yes") return;
  expect(given.kind).toBe("yes");
  expect(given.except).toEqual([]);
  // a permission with a condition names it
  expect(tile.says).toMatchObject(given.with.length ? { form: "with", topics: given.with } : { form: given.dependsOn.length ? "when" : "yes" });
}

describe.each(sheets)("the board of %s", (_name, timeline) => {
  const tree = treeFor(timeline);
  const topics = boardTopics([timeline], tree);

  test("has 8 to 12 tiles, or all that the sheet speaks of, each once and always in the same order", () => {
    expect(topics.length).toBeGreaterThanOrEqual(8);
    expect(topics.length).toBeLessThanOrEqual(Math.min(12, MOST));
    expect(new Set(topics).size).toBe(topics.length);
    for (const hours of HOURS) expect(board([sheetOf(timeline)], tree, [after(timeline, hours)]).map(({ topic }) => topic)).toEqual(topics);
  });

  test("shows only what the sheet speaks of at some hour", () => {
    const isSpokenOf = (topic: string): boolean =>
      HOURS.some((hours) => {
        const { kind, except } = answer(timeline, tree, topic, { now: after(timeline, hours), states: {} });
        return kind !== "unsaid" || except.length > 0;
      });
    expect(topics.filter((topic) => !isSpokenOf(topic))).toEqual([]);
  });

  test("never permits what the answer does not, and names the condition of a permission", () => {
    for (const states of reports(timeline)) {
      for (const hours of HOURS) {
        const now = after(timeline, hours);
        for (const tile of board([sheetOf(timeline, states)], tree, [now])) expectNoEasierThan(tile, answer(timeline, tree, tile.topic, { now, states }));
      }
    }
  });

  test("names the moment up to which a topic is closed, without a gap", () => {
    for (const hours of HOURS) {
      const now = after(timeline, hours);
      for (const { topic, says } of board([sheetOf(timeline)], tree, [now])) {
        if (says.form !== "until") continue;
        const kindAt = (at: number): AnswerKind => answer(timeline, tree, topic, { now: at, states: {} }).kind;
        const between = [0, 0.25, 0.5, 0.75].map((part) => kindAt(now + (says.at - now) * part));
        expect([...between, kindAt(says.at - 1)].filter((kind) => !RESTRICTING.includes(kind)), topic).toEqual([]);
        expect(RESTRICTING, topic).not.toContain(kindAt(says.at));
      }
    }
  });

  test("takes the stricter answer of two clocks", () => {
    for (const [one, other] of [[3, 75], [30, 20], [100, 5]] as const) {
      const times = [after(timeline, one), after(timeline, other)] as const;
      for (const tile of board([sheetOf(timeline)], tree, times)) {
        expectNoEasierThan(tile, stricterAnswer(times, (now) => answer(timeline, tree, tile.topic, { now, states: {} })));
      }
    }
  });

  test("permits nothing while the sheet wants a finding to be reported", () => {
    const entry: Entry = { id: "e", treatment_id: "one", occurred_at: new Date(after(timeline, 100)).toISOString(), document: { ...emptyDocument("UTC"), signs: [{ sign: "pustules", area: null }] }, revision: 1, edited: false };
    const raised = assess({ ...timeline, windows: [...timeline.windows, call] }, [entry]);
    expect(raised).toHaveLength(1);
    for (const tile of board([{ ...sheetOf(timeline), findings: raised }], tree, [after(timeline, 101)])) expect(["yes", "over"]).not.toContain(tile.kind);
  });
});

const call: Window = { rule: { id: "spots", verb: "call", topics: ["pustules"], says: "", cite: "", source: "sheet" }, opens: null, closes: null, needs: [], unless: [] };

describe("two sheets at a time", () => {
  const pairs = sheets.flatMap(([, one]) => sheets.filter(([, other]) => other !== one).map(([, other]) => [one.sheet.id, other.sheet.id, one, { ...other, treated_at: one.treated_at }] as const));

  test.each(pairs)("%s with %s: never easier than either", (_one, _other, one, other) => {
    const tree = treeFor(one, other);
    for (const hours of [5, 30, 80, 400]) {
      const now = after(one, hours);
      const tiles = board([sheetOf(one), sheetOf(other, {}, "two")], tree, [now]);
      for (const tile of tiles) {
        const [own, others] = [one, other].map((timeline) => answer(timeline, tree, tile.topic, { now, states: {} })) as [Answer, Answer];
        expectNoEasierThan(tile, stricterOf(own, others));
        expect(STRICTNESS[tile.kind]).toBeLessThanOrEqual(Math.min(STRICTNESS[own.kind], STRICTNESS[others.kind]));
        expectNoEasierThan(tile, answerOfVersions([one, other], tree, tile.topic, { now, states: {} }));
      }
    }
  });

  test("names the treatment that is the stricter one", () => {
    const ban = (topic: string): Timeline => ({ ...empty(), windows: [{ rule: { id: topic, verb: "avoid", topics: [topic], says: "", cite: "", source: "sheet" }, opens: null, closes: null, needs: [], unless: [] }] });
    const tiles = board([sheetOf(ban("sauna"), {}, "face"), sheetOf(ban("sun"), {}, "neck")], base, [Date.parse("2026-11-19T10:00:00Z")]);
    expect(tiles.map(({ topic, kind, treatmentId }) => [topic, kind, treatmentId])).toEqual([["sun", "no", "neck"], ["sauna", "no", "face"]]);
  });
});

describe("which topics get a tile", () => {
  const rule = (verb: Window["rule"]["verb"], topics: readonly string[], part: Partial<Window["rule"]> = {}, needs: readonly string[] = []): Window => ({
    ...{ opens: null, closes: null, needs, unless: [] },
    rule: { id: topics.join(), verb, topics, says: "", cite: "", source: "sheet", ...part },
  });
  const chosen = (...windows: readonly Window[]): readonly string[] => boardTopics([{ ...empty(), windows }], base);

  test("what the practitioner directed comes first, then what people ask about most", () => {
    const sheet = [rule("avoid", ["swimming"]), rule("avoid", ["make-up"]), rule("avoid", ["flying"], { source: "practitioner" })];
    expect(chosen(...sheet)).toEqual(["flying", "make-up", "swimming"]);
  });

  test("a member stands in for a family of which the sheet says nothing else", () => {
    expect(chosen(rule("avoid", ["strenuous-exercise"]))).toEqual(["strenuous-exercise"]);
    expect(chosen(rule("avoid", ["long-outdoors"]))).toEqual(["long-outdoors"]);
    expect(chosen(rule("avoid", ["concealer"]))).toEqual(["concealer"]);
  });

  test("a family of which several members are named gets one tile", () => {
    expect(chosen(rule("avoid", ["concealer"]), rule("allow", ["mascara"]), rule("avoid", ["make-up-brush"]))).toEqual(["make-up"]);
  });

  test("what else the sheet names follows, bans before permissions and duties", () => {
    expect(chosen(rule("do", ["pillowcase"]), rule("allow", ["flying"]), rule("avoid", ["dust"]))).toEqual(["dust", "flying", "pillowcase"]);
  });

  test("nothing that is no answer to may I, that only a report or a prescription opens, or that is about sessions", () => {
    const session = [rule("repeat", ["microneedling"]), rule("avoid", ["microneedling"])];
    expect(chosen(...session, rule("allow", ["pointer"]), rule("allow", ["antibiotic"], {}, ["now:prescribed"]), rule("avoid", ["redness"]), rule("avoid", ["dust"], { mark: "pointer" }))).toEqual([]);
    expect(chosen(rule("avoid", ["a topic that the tree lacks"]))).toEqual([]);
  });
});

describe("the few words of a tile", () => {
  const says = (kind: AnswerKind, part: Partial<Answer> = {}, hasFinding = false): unknown => verdictOf(answerOf(kind, "moisturizer", part), base, hasFinding);
  const free = (at: number | null, dependsOn: readonly string[] = []): Answer["then"] => [{ at, kind: "over", leastAt: at, surelyAt: at, with: [], dependsOn, rule: null }];
  const member = { topic: "hot-shower", kind: "no", until: null, rule: call.rule, with: [], prescribed: false } as const;
  const conditional = { ...member, kind: "yes", with: ["hat"] } as const;

  test.each<[string, unknown, unknown]>([
    ["a ban with an end", says("no", { then: free(5) }), { kind: "no", says: { form: "until", at: 5 } }],
    ["a ban that ends after the course", says("no", { until: 7, surelyAt: 7 }), { kind: "no", says: { form: "until", at: 7 } }],
    ["a ban that changes before it ends", says("no", { until: 6, surelyAt: 7 }), { kind: "no", says: { form: "no" } }],
    ["a ban that a state ends", says("no", { then: free(null, ["healed"]) }), { kind: "no", says: { form: "once", gates: ["healed"] } }],
    ["a ban without an end", says("no"), { kind: "no", says: { form: "no" } }],
    ["a ban without its number", says("no", { numberMissing: true }), { kind: "no", says: { form: "ask" } }],
    ["what depends on how the skin is now", says("not-yet", { dependsOn: ["now:sore"] }), { kind: "not-yet", says: { form: "unclear" } }],
    ["what a doctor decides", says("not-yet", { dependsOn: ["now:prescribed"] }), { kind: "not-yet", says: { form: "ask" } }],
    ["what stands in for it", says("only", { only: ["hyaluronic-acid"] }), { kind: "only", says: { form: "only", topics: ["hyaluronic-acid"] } }],
    ["what cannot stand in for it", says("only", { only: ["sunscreen"], then: free(5) }), { kind: "only", says: { form: "until", at: 5 } }],
    ["a ban that has ended", says("over"), { kind: "over", says: { form: "ended" } }],
    ["a permission", says("yes"), { kind: "yes", says: { form: "yes" } }],
    ["a permission with a condition", says("yes", { with: ["hat"] }), { kind: "yes", says: { form: "with", topics: ["hat"] } }],
    ["a permission at an act", says("yes", { dependsOn: ["on(home)"] }), { kind: "yes", says: { form: "when", gates: ["on(home)"] } }],
    ["a permission that the practitioner gives", says("yes", { with: ["contact-practitioner"] }), { kind: "tell", says: { form: "ask" } }],
    ["a permission with a finding", says("yes", {}, true), { kind: "tell", says: { form: "ask" } }],
    ["an ended ban with a finding", says("over", {}, true), { kind: "tell", says: { form: "ask" } }],
    ["a stricter member", says("yes", { except: [member] }), { kind: "no", says: { form: "except", topic: "hot-shower" } }],
    ["stricter members", says("over", { except: [member, member] }), { kind: "no", says: { form: "depends" } }],
    ["a member with a condition", says("over", { except: [conditional] }), { kind: "over", says: { form: "depends" } }],
    ["silence about all but a permitted member", says("unsaid", { except: [conditional] }), { kind: "unsaid", says: { form: "ask" } }],
    ["silence", says("unsaid"), { kind: "unsaid", says: { form: "ask" } }],
  ])("%s", (_name, given, wanted) => {
    expect(given).toEqual(wanted);
  });
});
