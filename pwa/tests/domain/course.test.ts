import { describe, expect, test } from "vitest";
import { assess } from "../../src/domain/assessment";
import { bands, endOfCourse } from "../../src/domain/course";
import type { Entry } from "../../src/domain/diary";
import { reportedStates } from "../../src/domain/reported-states";
import { earliestReports, statesOf } from "../../src/domain/skin-states";
import type { Timeline } from "../../src/domain/timeline";
import { golden } from "../golden";

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

function inMilliseconds(reports: Reports): Readonly<Record<string, boolean | number>> {
  return Object.fromEntries(Object.entries(reports).map(([name, report]) => [name, typeof report === "string" ? Date.parse(report) : report]));
}
