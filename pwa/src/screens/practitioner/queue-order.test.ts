import { describe, expect, it } from "vitest";
import type { Finding, QueueItem } from "../../state/clinic";
import { needsYou, ordered } from "./queue-order";

const NOW = Date.parse("2026-11-20T09:00:00Z");
const pustules: Finding = {
  kind: "reportable-sign", symptom: null, sign: "pustules", area: "chin", since_at: "2026-11-19T19:00:00Z", ongoing: true, open: true, resolved_at: null, answered_at: null,
  entry_id: "e", rule_id: "r", says: "", cite: "", reasons: [],
};

function item(of: Partial<QueueItem>): QueueItem {
  return {
    treatment_id: of.patient_name ?? "t", patient_name: "Alice", number_in_series: 1, treated_at: "2026-11-18T09:00:00Z", time_zone: "UTC",
    next_treatment_at: null, joined: true, shared: true, findings: [], question_open: false, last_entry_at: null, reviewed_at: null, ...of,
  };
}

describe("the queue", () => {
  it("puts findings and questions first, then next treatments of this week, then the rest", () => {
    const queue = ordered(
      [
        item({ patient_name: "Rest" }),
        item({ patient_name: "Week", next_treatment_at: "2026-11-23T09:00:00Z" }),
        item({ patient_name: "Asks", question_open: true }),
        item({ patient_name: "Found", findings: [pustules] }),
      ],
      NOW,
    );
    expect(queue.needs.map((item) => item.patient_name)).toEqual(["Found", "Asks"]);
    expect(queue.week.map((item) => item.patient_name)).toEqual(["Week"]);
    expect(queue.rest.map((item) => item.patient_name)).toEqual(["Rest"]);
  });

  it("stops listing a diary once it is reviewed, until its next entry", () => {
    const withFinding = { findings: [pustules], last_entry_at: "2026-11-19T19:00:00Z" };
    expect(needsYou(item(withFinding))).toBe(true);
    expect(needsYou(item({ ...withFinding, reviewed_at: "2026-11-19T20:00:00Z" }))).toBe(false);
    expect(needsYou(item({ ...withFinding, reviewed_at: "2026-11-19T20:00:00Z", last_entry_at: "2026-11-20T07:00:00Z" }))).toBe(true);
  });

  it("finds a patient by a part of the name", () => {
    expect(ordered([item({ patient_name: "Alice" }), item({ patient_name: "Dora" })], NOW, "dor").rest).toHaveLength(1);
  });
});
