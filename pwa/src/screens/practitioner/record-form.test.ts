// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { TreatmentForClinic } from "../../state/clinic";
import { emptyForm, forNewPatient, forPatient, likeLastTime, missing, preselected, returning, stillMissing, toTreatment, withAreas } from "./record-form";

const offered = [{ key: "hundred-days" }, { key: "gentle" }];
const fresh = emptyForm("2026-11-20T14:30", "Europe/Berlin", { key: "hundred-days", kind: "needling" });

const USUAL = { key: "hundred-days", kind: "needling", default: true, built_in: true } as const;
const GENTLE = { key: "gentle", kind: "needling", default: false, built_in: false } as const;
const PEEL = { key: "peel", kind: "peel", default: false, built_in: false } as const;

function treatment(of: Partial<TreatmentForClinic>): TreatmentForClinic {
  return {
    id: "a", clinic_patient_id: "alice-here", patient_id: "alice", patient_name: "Alice", joined: true, treated_at: "2026-10-01T10:00:00Z", time_zone: "Europe/Berlin",
    sheet: { key: "gentle", version: 1, title: "Gentle days", pasted: false }, number_in_series: 1, next_treatment_at: null, record_version: 1, recorded_by: "Bob", in_charge: "", withdrawn: null,
    record: {
      kind: "needling", areas: [{ area: "cheeks", depth_mm: 1.5, passes: 3 }], device: "Pen", products: ["Hyaluronic acid", "Peptides"],
      numbing: "Cream, 20 min", end_point: "pink", flags: ["retinol-layer"], directed: [], note: "nervous",
    },
    ...of,
  };
}

describe("recording a treatment", () => {
  it("chooses a returning patient without filling in anything", () => {
    expect(forPatient({ ...fresh, acknowledged: ["t1"] }, treatment({}), [USUAL])).toEqual({ ...fresh, clinicPatientId: "alice-here", patientId: "alice", name: "Alice" });
  });

  it("suggests the sheet that the patient had last, unless it is retired or another one was chosen", () => {
    const [gentle, peel] = [treatment({}), treatment({ sheet: { key: "peel", version: 1, title: "Peel days", pasted: false } })];
    const sheets = [USUAL, GENTLE, PEEL];
    expect(forPatient({ ...fresh, flags: ["retinol-layer"] }, gentle, sheets)).toMatchObject({ sheet: "gentle", flags: [] });
    expect(forPatient(fresh, gentle, [USUAL, PEEL]).sheet).toBe("hundred-days");
    expect(forPatient({ ...fresh, sheet: "peel", kind: "peel" }, gentle, sheets)).toMatchObject({ sheet: "peel", kind: "peel" });
    const first = forPatient(fresh, gentle, sheets);
    expect(forPatient(first, peel, sheets, gentle)).toMatchObject({ sheet: "peel", kind: "peel" });
    expect(forNewPatient(first, sheets, gentle)).toMatchObject({ sheet: "hundred-days", clinicPatientId: null, name: "" });
    expect(forNewPatient(forPatient({ ...fresh, sheet: "" }, gentle, [GENTLE, PEEL]), [GENTLE, PEEL], gentle)).toMatchObject({ sheet: "", kind: "needling" });
  });

  it("takes over the last treatment, but not its flags, notes or time", () => {
    const form = likeLastTime(fresh, treatment({}), offered);
    expect(form).toMatchObject({ at: "2026-11-20T14:30", flags: [], note: "", sheet: "gentle" });
    expect(form.areas).toEqual([{ area: "cheeks", depth: "1.5", passes: "3" }]);
    expect(form.applied).toEqual({ device: "Pen", products: "Hyaluronic acid\nPeptides", numbing: "Cream, 20 min", end_point: "pink" });
  });

  it("keeps the form's sheet and its kind if the clinic no longer offers that of the last treatment", () => {
    const form = likeLastTime({ ...fresh, kind: "peel" }, treatment({}), [{ key: "hundred-days" }]);
    expect(form).toMatchObject({ sheet: "hundred-days", kind: "peel", areas: [{ area: "cheeks" }], applied: {} });
  });

  it("starts with the clinic's default sheet, or else with a built-in one, and never with a new sheet among several", () => {
    const sheet = (key: string, part: { default?: boolean; built_in?: boolean } = {}) => ({ key, default: false, built_in: false, ...part });
    const [fresh, chosen, ours] = [sheet("a-new-one"), sheet("b", { default: true }), sheet("c", { built_in: true })];
    expect([preselected([fresh, chosen, ours]), preselected([fresh, ours]), preselected([fresh]), preselected([fresh, sheet("d")])]).toEqual([chosen, ours, fresh, undefined]);
    expect(preselected([{ ...fresh, kind: "peel" }, { ...ours, kind: "needling" }])).toBeUndefined();
    expect(missing(emptyForm("2026-11-20T10:00", "Europe/Berlin", undefined)).sheet).toBe(true);
  });

  it("fills in and sends a peel without needle depths", () => {
    const peel = { kind: "peel" as const, areas: [{ area: "chin" as const }], product: "TCA", strength: "10 %", layers: 2, flags: [], directed: [], note: "" };
    const form = likeLastTime({ ...fresh, applied: { device: "Pen" } }, treatment({ record: peel }), offered);
    expect(form.applied).toEqual({ product: "TCA", strength: "10 %", layers: "2" });
    expect(missing({ ...form, name: "Alice" })).toEqual({});
    expect(toTreatment(form, "id-1").record).toEqual(peel);
  });

  it("accepts a whole number of layers from 1 to 20, or none", () => {
    const peel = { ...withAreas(fresh, ["chin"]), name: "Alice", kind: "peel" as const };
    const wrongLayers = (layers: string) => missing({ ...peel, applied: { layers } }).layers ?? false;
    expect(["", "1", "20", "0", "21", "1.5", "two"].map(wrongLayers)).toEqual([false, false, false, true, true, true, true]);
  });

  it.each([
    ["laser" as const, { device: " IPL ", setting: "12 J" }, { device: "IPL", setting: "12 J" }],
    ["injection" as const, { product: "Filler", amount: "1 ml" }, { product: "Filler", amount: "1 ml" }],
    ["other" as const, { product_or_device: "Wax", setting: "" }, { product_or_device: "Wax", setting: "" }],
  ])("sends the fields of a treatment of the kind %s", (kind, applied, sent) => {
    const form = { ...withAreas(fresh, ["chin"]), kind, applied };
    expect(toTreatment(form, "id-1").record).toEqual({ kind, areas: [{ area: "chin" }], ...sent, flags: [], directed: [], note: "" });
  });

  it("keeps the depth of an area that stays, and gives a new area none", () => {
    const typed = { ...withAreas(fresh, ["cheeks"]), areas: [{ area: "cheeks" as const, depth: "0,5", passes: "" }] };
    expect(withAreas(typed, ["cheeks", "chin"]).areas.map((area) => area.depth)).toEqual(["0,5", ""]);
  });

  it("reports what is missing, each depth by its area", () => {
    expect(missing({ ...fresh, at: "" })).toEqual({ name: true, at: true, areas: true });
    const named = { ...withAreas(fresh, ["chin", "cheeks"]), name: "Alice" };
    expect(missing(named)).toEqual({ "depth-chin": true, "depth-cheeks": true });
    const depths = (...typed: string[]) => missing({ ...named, areas: typed.map((depth) => ({ area: "chin" as const, depth, passes: "" })) });
    expect(["0.1", "3", "0,5"].map((depth) => depths(depth))).toEqual([{}, {}, {}]);
    expect(["7", "0", "deep"].map((depth) => depths(depth))).toEqual(Array(3).fill({ "depth-chin": true }));
  });

  it("forgets a fault as soon as its field is mended, and shows no new one while typing", () => {
    const attempted = missing(fresh);
    const mended = { ...withAreas(fresh, ["chin"]), name: "" };
    expect(stillMissing(attempted, mended)).toEqual({ name: true });
    expect(stillMissing(attempted, { ...mended, at: "" })).toEqual({ name: true });
  });

  it("requires late reactions to be acknowledged, and sends the acknowledgement", () => {
    const record = treatment({}).record;
    const earlier = { treatment_id: "t1", treated_at: "2026-10-01T10:00:00Z", time_zone: "UTC", reactions: [], record };
    const form = { ...likeLastTime(forPatient(fresh, treatment({}), [USUAL]), treatment({}), offered), reactions: [earlier] };
    expect(missing(form)).toEqual({ acknowledged: true });
    expect(missing({ ...form, acknowledged: ["t1"] })).toEqual({});
    expect(toTreatment({ ...form, acknowledged: ["t1"] }, "id-1").acknowledged_reactions).toEqual(["t1"]);
    expect(forPatient({ ...form, acknowledged: ["t1"] }, treatment({}), [USUAL]).acknowledged).toEqual([]);
  });

  it("accepts a decimal comma and drops empty lines and empty instructions", () => {
    const form = {
      ...fresh, name: " Alice ", applied: { products: "Hyaluronic acid\n\n" }, areas: [{ area: "chin" as const, depth: "0,75", passes: "2" }],
      directed: [{ id: "directed-1", verb: "avoid" as const, topics: ["gym"], until: null, from: null, with: [], says: " " }],
    };
    const sent = toTreatment(form, "id-1");
    expect(sent).toMatchObject({ id: "id-1", patient_id: null, patient_name: "Alice", treated_at_local: "2026-11-20T14:30" });
    expect(sent.record).toMatchObject({
      kind: "needling", areas: [{ area: "chin", depth_mm: 0.75, passes: 2 }], products: ["Hyaluronic acid"], directed: [],
    });
  });

  it("offers each patient once, joined or not, with the newest treatment", () => {
    const older = treatment({ id: "1", treated_at: "2026-08-01T10:00:00Z" });
    const newer = treatment({ id: "2", treated_at: "2026-10-01T10:00:00Z" });
    const invited = treatment({ id: "3", clinic_patient_id: "not-yet-here", patient_id: null, patient_name: "Not yet" });
    expect(returning([newer, invited, older]).map((one) => one.id)).toEqual(["2", "3"]);
  });
});
