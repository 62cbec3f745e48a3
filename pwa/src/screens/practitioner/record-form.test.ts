// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { TreatmentForClinic } from "../../state/clinic";
import { emptyForm, likeLastTime, missing, returning, toTreatment, withAreas } from "./record-form";

const fresh = emptyForm("2026-11-20T14:30", "Europe/Berlin", "hundred-days");

function treatment(of: Partial<TreatmentForClinic>): TreatmentForClinic {
  return {
    id: "a", patient_id: "alice", patient_name: "Alice", joined: true, treated_at: "2026-10-01T10:00:00Z", time_zone: "Europe/Berlin",
    sheet: { key: "gentle", version: 1, title: "Gentle days" }, number_in_series: 1, next_treatment_at: null,
    record: {
      kind: "needling", areas: [{ area: "cheeks", depth_mm: 1.5, passes: 3 }], device: "Pen", products: ["Hyaluronic acid", "Peptides"],
      numbing: "Cream, 20 min", end_point: "pink", flags: ["retinol-layer"], directed: [], note: "nervous",
    },
    ...of,
  };
}

describe("recording a treatment", () => {
  it("fills in the last treatment of a returning patient, but not its flags, notes or time", () => {
    const form = likeLastTime(fresh, treatment({}));
    expect(form).toMatchObject({ patientId: "alice", at: "2026-11-20T14:30", flags: [], note: "", sheet: "gentle" });
    expect(form.areas).toEqual([{ area: "cheeks", depth: "1.5", passes: "3" }]);
    expect(form.products).toBe("Hyaluronic acid\nPeptides");
  });

  it("fills in only the areas of a last treatment of another kind", () => {
    const peel = { kind: "peel" as const, areas: [{ area: "chin" as const }], product: "TCA", strength: "10 %", layers: 2, flags: [], directed: [], note: "" };
    const form = likeLastTime(fresh, treatment({ record: peel }));
    expect(form.areas).toEqual([{ area: "chin", depth: "1", passes: "" }]);
    expect([form.device, form.products]).toEqual(["", ""]);
  });

  it("keeps the depth of an area that stays and gives a new area the depth of the last one", () => {
    const one = withAreas(fresh, ["cheeks"]);
    const typed = { ...one, areas: [{ area: "cheeks" as const, depth: "0,5", passes: "" }] };
    expect(withAreas(typed, ["cheeks", "chin"]).areas.map((area) => area.depth)).toEqual(["0,5", "0,5"]);
  });

  it("reports what is missing", () => {
    expect(missing(fresh)).toEqual({ name: true, areas: true });
    const named = { ...withAreas(fresh, ["chin"]), name: "Alice" };
    expect(missing(named)).toEqual({});
    expect(missing({ ...named, areas: [{ area: "chin", depth: "7", passes: "" }] })).toEqual({ depth: true });
    expect(missing({ ...named, areas: [{ area: "chin", depth: "deep", passes: "" }] })).toEqual({ depth: true });
  });

  it("requires late reactions to be acknowledged, and sends the acknowledgement", () => {
    const record = treatment({}).record;
    const earlier = { treatment_id: "t1", treated_at: "2026-10-01T10:00:00Z", time_zone: "UTC", reactions: [], record };
    const form = { ...likeLastTime(fresh, treatment({})), reactions: [earlier] };
    expect(missing(form)).toEqual({ acknowledged: true });
    expect(missing({ ...form, acknowledged: ["t1"] })).toEqual({});
    expect(toTreatment({ ...form, acknowledged: ["t1"] }, "id-1").acknowledged_reactions).toEqual(["t1"]);
    expect(likeLastTime({ ...form, acknowledged: ["t1"] }, treatment({})).acknowledged).toEqual([]);
  });

  it("accepts a decimal comma and drops empty lines and empty instructions", () => {
    const form = {
      ...fresh, name: " Alice ", products: "Hyaluronic acid\n\n", areas: [{ area: "chin" as const, depth: "0,75", passes: "2" }],
      directed: [{ id: "directed-1", verb: "avoid" as const, topics: ["gym"], until: null, from: null, with: [], says: " " }],
    };
    const sent = toTreatment(form, "id-1");
    expect(sent).toMatchObject({ id: "id-1", patient_id: null, patient_name: "Alice", treated_at_local: "2026-11-20T14:30" });
    expect(sent.record).toMatchObject({
      kind: "needling", areas: [{ area: "chin", depth_mm: 0.75, passes: 2 }], products: ["Hyaluronic acid"], directed: [],
    });
  });

  it("offers each joined patient once, with the newest treatment", () => {
    const older = treatment({ id: "1", treated_at: "2026-08-01T10:00:00Z" });
    const newer = treatment({ id: "2", treated_at: "2026-10-01T10:00:00Z" });
    const invited = treatment({ id: "3", patient_id: null, patient_name: "Not yet" });
    expect(returning([newer, invited, older]).map((one) => one.id)).toEqual(["2"]);
  });
});
