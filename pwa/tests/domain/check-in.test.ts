import { expect, test } from "vitest";
import { differences } from "../../src/domain/photo-comparison";
import type { Band } from "../../src/domain/course";
import type { Photo } from "../../src/domain/diary";
import { statesToAsk, symptomsToAsk } from "../../src/domain/check-in";
import { distance, isMidnight } from "../../src/domain/dates";
import type { BoundLeaf } from "../../src/domain/bounds";
import { timeline } from "../records";

const band = (symptom: string, onset: number, resolved: number | null): Band => ({
  symptom,
  onset_hours: onset,
  resolves_least_hours: resolved,
  resolves_surely_hours: resolved,
  until_hours: resolved,
  call_after_hours: null,
  up_to: null,
  trend: null,
  rule_ids: [],
});

test("skin that turns darker is asked about darkening, never about redness", () => {
  const { asked } = symptomsToAsk(["darker", "warm"], [band("redness", 0, 48), band("darkening", 0, 48)], 5);
  expect(asked).toEqual(["darkening", "warmth"]);
});

test("without known cues, a change of colour, warmth, swelling and tightness are asked", () => {
  expect(symptomsToAsk([], [], 5).asked).toEqual(["redness", "warmth", "swelling", "tightness"]);
});

test("a symptom is asked from its expected onset until two days after its expected end", () => {
  const flaking = [band("flaking", 72, 120)];
  const asks = (hours: number): boolean => symptomsToAsk(["warm"], flaking, hours).asked.includes("flaking");
  expect([71, 72, 167, 168].map(asks)).toEqual([false, true, true, false]);
});

test("a symptom of the last entry is asked until it is gone", () => {
  expect(symptomsToAsk(["warm"], [], 300, { itching: 2 }).asked).toContain("itching");
  expect(symptomsToAsk(["warm"], [], 300, { itching: 0 }).asked).not.toContain("itching");
});

test("symptoms that are not asked can be added", () => {
  const { asked, more } = symptomsToAsk(["red"], [], 5);
  expect([...asked, ...more]).toHaveLength(10);
});

const photo = (part: Partial<Photo>): Photo => ({
  ...{ id: "p", entry_id: "e", treatment_id: "t", angle: "front", area: null, place: null, clock_offset_ms: null, taken_at: "2026-11-20T10:00:00Z" },
  ...{ width: 3, height: 4, sharpness: 100, brightness: 130, eyes: null, sha256: "", revision: 1 },
  ...part,
});

test("differences between photos are reported", () => {
  expect(differences(photo({}), photo({}))).toEqual([]);
  expect(differences(photo({}), photo({ brightness: 80 }))).toEqual(["darker"]);
  expect(differences(photo({ sharpness: 20 }), photo({}))).toEqual(["blurred"]);
  expect(differences(photo({}), photo({ angle: "left" }))).toEqual(["other-place"]);
});

test("a head that is tilted more than in the other photo is reported, if the eyes of both are marked", () => {
  const eyes = (slope: number) => ({ left: { x: 0.4, y: 0.4 }, right: { x: 0.6, y: 0.4 + slope } });
  expect(differences(photo({ eyes: eyes(0) }), photo({ eyes: eyes(0.06) }))).toEqual(["tilted"]);
  expect(differences(photo({ eyes: eyes(0) }), photo({ eyes: eyes(0.02) }))).toEqual([]);
  expect(differences(photo({ eyes: eyes(0.06) }), photo({ eyes: null }))).toEqual([]);
});

test("a photo without measurements is not called dark", () => {
  expect(differences(photo({ brightness: 0, sharpness: 0 }), photo({}))).toEqual([]);
});

test("tomorrow is the next calendar day, not 24 hours ahead", () => {
  const late = Date.parse("2026-11-20T22:30:00Z"); // 23:30 in Berlin
  expect(distance("2026-11-20T23:15:00Z", late, "Europe/Berlin")).toEqual({ days: 1, minutes: 45 });
  expect(isMidnight("2026-11-20T23:00:00Z", "Europe/Berlin")).toBe(true);
  expect(isMidnight("2026-11-20T23:00:00Z", "UTC")).toBe(false);
});

test("a symptom whose end the sheet does not give is asked about for nine days", () => {
  const asks = (hours: number): boolean => symptomsToAsk(["warm"], [band("flaking", 72, null)], hours).asked.includes("flaking");
  expect([215, 216].map(asks)).toEqual([true, false]);
  const unknown = { ...band("flaking", 0, null), onset_hours: null };
  expect(symptomsToAsk(["warm"], [unknown], 5).asked).not.toContain("flaking");
});

test("only the states that this sheet depends on are asked about", () => {
  const state = (name: string): BoundLeaf => ({ least_at: null, surely_at: null, state: name, act: null, kind: "state", text: name });
  const rule = { id: "r", verb: "allow", topics: ["make-up"], says: "", cite: "1", source: "sheet" } as const;
  const windows = [
    { rule, opens: { all: [state("shed"), state("gone(redness)")], text: "" }, closes: null, needs: [], unless: [] },
    { rule, opens: null, closes: state("healed"), needs: [], unless: [] },
  ];
  expect(statesToAsk({ ...timeline(), windows })).toEqual(["healed", "shed"]);
  expect(statesToAsk(timeline())).toEqual([]);
});
