/** The index of rulings gives the same decisions as asking each rule at each moment, however few rulings it keeps. */
import { describe, expect, test } from "vitest";
import { Candidates } from "../../src/domain/answers/candidates";
import { endsOf } from "../../src/domain/answers/outcome";
import { decide, type Decision } from "../../src/domain/answers/precedence";
import { judge } from "../../src/domain/answers/rulings";
import { momentsOf, sweep } from "../../src/domain/answers/rulings-index";
import type { States } from "../../src/domain/bounds";
import { HOUR } from "../../src/domain/dates";
import type { TimelineRule, Window } from "../../src/domain/timeline";
import { topicTree } from "../../src/domain/topics";
import { timeline } from "../records";
import { smallTopics } from "../topics";

const treatedAt = Date.parse(timeline().treated_at);
const tree = topicTree(smallTopics("products serum retinol", { en: "products\nserum\nretinol" }, { parents: [[], [0], [1]] }));
const healed = { least_at: null, surely_at: null, state: "healed", act: null, kind: "state", text: "healed" } as const;

function hours(least: number, surely = least): Window["opens"] {
  const [least_at, surely_at] = [least, surely].map((each) => new Date(treatedAt + each * HOUR).toISOString());
  return { least_at: least_at ?? null, surely_at: surely_at ?? null, state: null, act: null, kind: least === surely ? "exact" : "range", text: "" };
}

/** Whichever rule comes first in the sheet: bans that overlap, permissions with and without conditions, and exceptions. */
const TIMES: readonly (readonly [Window["opens"], Window["closes"]])[] = [
  [null, hours(24)],
  [null, hours(24, 72)],
  [hours(12), hours(48)],
  [hours(12), hours(48, 96)],
  [null, healed],
  [hours(24), null],
  [null, null],
];
const RULES: readonly (Partial<TimelineRule> & Pick<TimelineRule, "verb" | "topics">)[] = [
  { verb: "avoid", topics: ["products"] },
  { verb: "avoid", topics: ["serum"] },
  { verb: "only", topics: ["serum"] },
  { verb: "allow", topics: ["serum"] },
  { verb: "allow", topics: ["products"], with: ["serum"] },
  { verb: "allow", topics: ["products"], with: ["retinol"], exception: true },
  { verb: "do", topics: ["retinol"] },
  { verb: "allow", topics: ["retinol"], source: "practitioner" },
];

const windows = RULES.flatMap((rule, at) =>
  TIMES.map(([opens, closes], place): Window => ({ rule: { id: `${at} ${place}`, says: "", cite: "", source: "sheet", ...rule }, opens, closes, needs: [], unless: [] })),
);

/** What a decision says; of equal rulings the index may keep only one. */
function essence(decision: Decision | null, states: States): unknown {
  return decision && [decision.ruling.kind, decision.ruling.window.rule.id, endsOf(decision, states)];
}

/** Every `step`-th rule, from the first on: sheets of many sizes. */
const SHEETS = [1, 2, 3, 5, 8, 13].map((step) => windows.filter((_window, at) => at % step === 0));

describe.each([{}, { healed: true }, { healed: treatedAt + 30 * HOUR }] as readonly States[])("with the reports %o", (states) => {
  test.each(SHEETS.map((each) => [each.length, each] as const))("%d rules give the decision of each moment", (_count, rules) => {
    const candidates = new Candidates({ ...timeline(), windows: rules }, tree);
    for (const topic of tree.topics) {
      const own = candidates.line(topic).candidates;
      const [whole, sparing] = [sweep(own, states, own.length), sweep(own, states, 0)];
      const moments = own.flatMap((each) => momentsOf(each, states));
      for (const now of [treatedAt - HOUR, ...moments, ...moments.map((each) => each + HOUR)]) {
        const rulings = own.map((each) => judge(each, now, states)).filter((ruling) => ruling !== null);
        const wanted = essence(decide(rulings, states), states);
        expect([essence(whole.decide(now), states), essence(sparing.decide(now), states)]).toEqual([wanted, wanted]);
      }
    }
  });
});
