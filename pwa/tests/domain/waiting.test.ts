import { describe, expect, test } from "vitest";
import { emptyDocument, type Entry } from "../../src/domain/diary";
import type { Timeline, Window } from "../../src/domain/timeline";
import { mayAsk, waitingForSkin } from "../../src/domain/waiting";

const AT = "2026-11-20T10:00:00Z";
const HOUR = 3_600_000;
const later = (hours: number): number => Date.parse(AT) + hours * HOUR;

const makeUp: Window = {
  rule: { id: "make-up", verb: "allow", topics: ["make-up"], says: "Make-up once healed.", cite: "1", source: "sheet" },
  opens: {
    all: [
      { least_at: "2026-11-22T10:00:00Z", surely_at: "2026-11-22T10:00:00Z", state: null, act: null, kind: "exact", text: "48h" },
      { least_at: null, surely_at: null, state: "healed", act: null, kind: "state", text: "healed" },
    ],
    text: "48h & healed",
  },
  closes: null,
  needs: [],
  unless: [],
};

const timeline: Timeline = {
  sheet: { id: "s", version: 1, title: "S", publisher: "", language: "en" },
  ...{ treated_at: AT, time_zone: "Europe/Berlin", day_one: 1, windows: [makeUp], milestones: [], series: null },
};

function entrySaying(healed: boolean, hours: number): Entry {
  const document = { ...emptyDocument("Europe/Berlin"), states: { healed } };
  return { id: "e", treatment_id: "t", occurred_at: new Date(later(hours)).toISOString(), document, revision: 1, edited: false };
}

describe("permissions that wait for the skin", () => {
  test("wait until the patient has confirmed the state", () => {
    expect(waitingForSkin(timeline, later(50), {}).map((item) => item.dependsOn)).toEqual([["healed"]]);
    expect(waitingForSkin(timeline, later(50), { healed: false })).toHaveLength(1);
    expect(waitingForSkin(timeline, later(50), { healed: true })).toEqual([]);
  });

  test("do not include a permission that depends on hours alone", () => {
    const byHours = { ...timeline, windows: [{ ...makeUp, opens: { ...makeUp.opens, all: [] } as Window["opens"] }] };
    expect(waitingForSkin(byHours, later(1), {})).toEqual([]);
  });
});

describe("the same state is not asked about all day", () => {
  test.each([
    ["never reported", [], true],
    ["a moment ago: not yet", [entrySaying(false, 49)], false],
    ["yesterday: not yet", [entrySaying(false, 29)], true],
    ["yes", [entrySaying(true, 10)], false],
  ] as const)("%s", (_name, entries, asks) => {
    expect(mayAsk("healed", entries, later(50))).toBe(asks);
  });
});
