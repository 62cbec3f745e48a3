import { describe, expect, test } from "vitest";
import { assess } from "../../src/domain/assessment";
import { bands } from "../../src/domain/course";
import type { Entry } from "../../src/domain/diary";
import { reportedStates } from "../../src/domain/diary";
import type { Timeline } from "../../src/domain/timeline";
import { golden } from "../golden";

interface Case {
  readonly name: string;
  readonly timeline: Timeline;
  readonly entries: readonly Entry[];
  readonly bands: readonly unknown[];
  readonly findings: readonly (Readonly<Record<string, unknown>> & { readonly rule_id: string | null })[];
  readonly states: Readonly<Record<string, boolean>>;
}

describe("bands, findings and states are computed as on the server", () => {
  const cases = golden<Case>("course");
  const named = cases.map((each) => [each.name, each] as const);

  test.each(named)("%s: bands", (_name, { timeline, bands: wanted }) => {
    expect(bands(timeline)).toEqual(wanted);
  });

  test.each(named)("%s: findings", (_name, { timeline, entries, findings }) => {
    const raised = assess(timeline, entries).map(({ kind, symptom, sign, area, entry_id, rule }) => {
      return { kind, symptom, sign, area, entry_id, rule_id: rule?.id ?? null };
    });
    const wanted = findings.map(({ since_at: _since, ongoing: _ongoing, resolved_at: _resolved, ...rest }) => rest);
    expect(raised).toEqual(wanted);
  });

  test.each(named)("%s: the reported states", (_name, { entries, states }) => {
    expect(reportedStates(entries)).toEqual(states);
  });
});
