import { expect, test } from "vitest";
import { certainty, type States } from "../../src/domain/bounds";
import { hasEnded } from "../../src/domain/course";
import { HOUR } from "../../src/domain/dates";
import { earliestReport, validStates } from "../../src/domain/skin-states";
import type { Timeline } from "../../src/domain/timeline";
import { timeline } from "../records";

const START = Date.parse("2026-11-18T10:00:00Z");
const hours = (count: number): number => START + count * HOUR;
const at = (count: number) => {
  const moment = new Date(hours(count)).toISOString();
  return { least_at: moment, surely_at: moment, state: null, act: null, kind: "exact", text: `${count}h` } as const;
};
const healed = { least_at: null, surely_at: null, state: "healed", act: null, kind: "state", text: "healed" } as const;
const makeUp: Timeline = {
  ...timeline(),
  windows: [
    {
      rule: { id: "make-up", verb: "allow", topics: ["make-up"], says: "", cite: "", source: "sheet" },
      ...{ opens: { all: [at(48), healed], text: "48h & healed" }, closes: { first: [healed, at(90)], text: "healed / 90h" }, needs: [], unless: [] },
    },
  ],
};

test("only healed and calm have to wait", () => {
  expect(["healed", "calm", "shed"].map((state) => earliestReport(makeUp, state))).toEqual([hours(48), hours(24), START]);
});

test("a confirmation that comes too early is dropped, and a denial remains", () => {
  expect(validStates(makeUp, { healed: hours(47), calm: false, shed: START })).toEqual({ calm: false, shed: START });
  expect(validStates(makeUp, { healed: hours(48) })).toEqual({ healed: hours(48) });
});

test("a confirmation without a moment counts as made now", () => {
  expect(validStates(makeUp, { healed: true }, hours(1))).toEqual({});
  expect(validStates(makeUp, { healed: true }, hours(48))).toEqual({ healed: true });
  expect(validStates(makeUp, { healed: true })).toEqual({ healed: true });
});

test("a window after an act is computed from the moment at which the patient reported the act", () => {
  const washed = { ...healed, state: null, act: "after(wash)", kind: "act", text: "after(wash)+30-45m", offset: [30, 45] } as const;
  const bound = (minutes: number, states: States): number => certainty(washed, START + minutes * 60_000, states);
  expect([bound(29, { "act:wash": START }), bound(30, { "act:wash": START }), bound(45, { "act:wash": START })]).toEqual([0, 1, 2]);
  expect(bound(90, {})).toBe(1);
});

test("the end of the course waits for the states that the sheet joins to it", () => {
  const end = { at: hours(48), states: ["healed"] };
  const moments = [{ healed: hours(50) }, { healed: true }, { healed: false }, {}].map((states) => hasEnded(end, hours(60), states));
  expect([...moments, hasEnded(end, hours(47), { healed: true })]).toEqual([true, true, false, false, false]);
});
