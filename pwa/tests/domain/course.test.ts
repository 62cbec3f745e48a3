import { describe, expect, test } from "vitest";
import { assess } from "../../src/domain/assessment";
import type { Bound } from "../../src/domain/bounds";
import { bands, endedAt, endOfCourse, isNumberless } from "../../src/domain/course";
import type { Entry } from "../../src/domain/diary";
import { reportedStates } from "../../src/domain/reported-states";
import { earliestReports, statesOf } from "../../src/domain/skin-states";
import type { Timeline, Window } from "../../src/domain/timeline";
import { golden } from "../golden";
import { timeline } from "../records";

type Reports = Readonly<Record<string, boolean | string>>;

interface Case {
  readonly name: string;
  readonly timeline: Timeline;
  readonly entries: readonly Entry[];
  readonly replied_at: readonly string[];
  readonly bands: readonly unknown[];
  readonly end: { readonly at: string; readonly states: readonly string[] } | null;
  readonly findings: readonly unknown[];
  readonly states: Reports;
  readonly earliest: Reports;
  readonly valid_states: Reports;
}

describe("bands, findings and states are computed as on the server", () => {
  const cases = golden<Case>("course");
  const named = cases.map((each) => [each.name, each] as const);

  test.each(named)("%s: bands and the end of the course", (_name, { timeline, bands: wanted, end }) => {
    expect(bands(timeline)).toEqual(wanted);
    expect(endOfCourse(timeline)).toEqual(end && { ...end, at: Date.parse(end.at) });
  });

  test.each(named)("%s: findings", (_name, { timeline, entries, replied_at, findings }) => {
    const raised = assess(timeline, entries, replied_at).map(({ symptom, sign, area, gone_at, answered_at, reasons }) => {
      const cited = reasons.map(({ kind, rule, at, entry_id }) => ({ kind, rule_id: rule?.id ?? null, at, entry_id }));
      return { symptom, sign, area, gone_at, answered_at, reasons: cited };
    });
    expect(raised).toEqual(findings);
  });

  test.each(named)("%s: the reported states", (_name, { timeline, entries, states, earliest, valid_states }) => {
    expect(reportedStates(entries)).toEqual(inMilliseconds(states));
    expect(earliestReports(timeline)).toEqual(inMilliseconds(earliest));
    expect(statesOf(timeline, entries)).toEqual(inMilliseconds(valid_states));
  });
});

describe("rules that the built-in sheets do not have", () => {
  const dated = (at: string): Bound => ({ least_at: at, surely_at: at, state: null, act: null, kind: "exact", text: "24h" });
  const unknown: Bound = { least_at: null, surely_at: null, state: null, act: null, kind: "unknown", text: "?" };
  const day = "2026-11-19T10:00:00Z";
  const windowOn = (verb: "expect" | "call", topic: string, bounds: Pick<Window, "opens" | "closes">): Window => ({
    rule: { id: topic, verb, topics: [topic], says: "", cite: "1", source: "sheet" },
    ...{ needs: [], unless: [], ...bounds },
  });

  test.each(["sun-sensitivity", "blood-spots", "pigmentation", "scabs", "infection"])("%s is part of the course, though no diary asks about it", (topic) => {
    const windows = [windowOn("expect", topic, { opens: null, closes: dated(day) })];
    expect(endOfCourse({ ...timeline(), windows })).toEqual({ at: Date.parse(day), states: [] });
  });

  test("a call that waits for a number the sheet does not give has no date, whatever else it waits for", () => {
    const call = windowOn("call", "redness", { opens: { all: [unknown, dated(day)], text: "" }, closes: null });
    expect(isNumberless(call)).toBe(true);
    expect(bands({ ...timeline(), windows: [call] })).toMatchObject([{ symptom: "redness", call_after_hours: null }, { symptom: "darkening" }]);
  });

  test("a window that ends with a state has ended at the last report of it", () => {
    const healed: Bound = { ...unknown, state: "healed", kind: "state", text: "healed" };
    const window = windowOn("expect", "redness", { opens: null, closes: healed });
    expect([endedAt(window, { healed: Date.parse(day) }), endedAt(window, { healed: true })]).toEqual([Date.parse(day), null]);
  });
});

function inMilliseconds(reports: Reports): Readonly<Record<string, boolean | number>> {
  return Object.fromEntries(Object.entries(reports).map(([name, report]) => [name, typeof report === "string" ? Date.parse(report) : report]));
}
