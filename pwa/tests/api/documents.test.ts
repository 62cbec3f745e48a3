import { describe, expect, test } from "vitest";
import { isChanges } from "../../src/api/documents";
import { isTimeline } from "../../src/api/timeline-guard";
import type { AppliedTreatment, Changes } from "../../src/domain/diary";
import type { Timeline } from "../../src/domain/timeline";
import { course, window } from "../components/made-up";
import { golden } from "../golden";
import { grant, photo, reply, treatment } from "../records";
import { entry } from "../sync/people";
import { conforms, shape } from "./contract";

test.each(["answers", "today"])("every timeline that the server compiles passes: %s", (file) => {
  const cases = golden<{ readonly name: string; readonly timeline: Timeline }>(file);
  expect(cases.filter(({ timeline }) => !isTimeline(timeline)).map(({ name }) => name)).toEqual([]);
  expect(cases.length).toBeGreaterThan(0);
});

const AREAS = [{ area: "full-face" }] as const;
const APPLIED: readonly AppliedTreatment[] = [
  { kind: "needling", areas: [{ area: "full-face", depth_mm: 0.5, passes: 2 }], device: "pen", products: ["serum"], numbing: "", end_point: "" },
  { kind: "peel", areas: AREAS, product: "acid", strength: "30 %", layers: 2 },
  { kind: "laser", areas: AREAS, device: "laser", setting: "low" },
  { kind: "injection", areas: AREAS, product: "filler", amount: "1 ml" },
  { kind: "other", areas: AREAS, product_or_device: "led", setting: "" },
];
const full: Timeline = {
  ...course,
  sheet: { ...course.sheet, titles: { de: "Merkblatt" } },
  windows: [...course.windows.slice(2, 5), window("masks", "avoid", { closes: { ...course.windows[0]?.closes, offset: [0, 60] } as never }, { translations: { de: { says: "Die Regel." } } })],
  milestones: [{ at: "2026-11-19T10:00:00Z", kind: "over", rule_id: "sauna", topics: ["sauna"], gates: ["healed"], with: ["hat"] }],
  conditions: { home: { en: "You are at home." } },
  series: { opens_at: "2026-12-18T10:00:00Z", closes_at: null, treatments: [3, 6], rule_ids: ["again"] },
};

/** Everything that a sync can bring, with a value in every field. */
const changes: Changes = {
  revision: 9,
  more: false,
  epoch: "restored",
  treatments: APPLIED.map((applied) => ({ ...treatment(), plain_sentences: [{ text: "Be well.", heading: "Care", language: "en", unread: false }], applied, ...(applied.kind === "needling" && { timeline: full, correction: { version: 2, announced_at: "2026-11-18T10:00:00Z", timeline: full } }) })),
  entries: [{ ...entry("e1", { signs: [{ sign: "pustules", area: "full-face" }], scores: { redness: 2 }, states: { healed: true }, products: ["serum"], acts: ["wash"] }), received_at: "2026-11-20T11:00:05Z" }],
  photos: [photo("p1")],
  replies: [reply("r1")],
  grants: [grant("g1")],
  access_records: [{ id: "a1", treatment_id: "treatment", practitioner_name: "Bob", everyone_at: "", kind: "diary", link_id: null, link_name: "", viewed_at: "2026-11-20T11:00:00Z", revision: 3 }],
  erasures: [{ id: "e9", kind: "entry", erased_at: "2026-11-20T11:00:00Z", revision: 3 }],
};

type Step = string | number;

/** The place of every value in a document. */
function* placesIn(value: unknown, at: readonly Step[] = []): Generator<readonly Step[]> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield [...at, key];
    yield* placesIn(inner, [...at, key]);
  }
}

/** The document with another value at one place; with none if it is `undefined`. */
function withFault(document: unknown, place: readonly Step[], value: unknown): unknown {
  const copy: unknown = structuredClone(document);
  const parent = place.slice(0, -1).reduce((inner, key) => (inner as Record<Step, unknown>)[key], copy) as Record<Step, unknown>;
  const last = place.at(-1) ?? "";
  if (value === undefined && !Array.isArray(parent)) Reflect.deleteProperty(parent, last);
  else parent[last] = value ?? null;
  return copy;
}

describe("a document of the diary is stored only in the contract's shape", () => {
  const places = [...placesIn(changes)];

  test("as the server sends it", () => {
    expect([conforms(changes, shape("Changes")), isChanges(changes)]).toEqual([true, true]);
    expect(places.length).toBeGreaterThan(300);
  });

  test.each([undefined, null, 7, "x", true, {}, [], [7]])("with %j in place of any of its values, if and only if the contract permits it", (fault) => {
    const wrong: string[] = [];
    for (const place of places) {
      const document = withFault(changes, place, fault);
      // the contract lets a client leave out more fields than the server ever does
      const isLeftOut = fault === undefined && /\.(applied|document)\./.test(place.join("."));
      if (isChanges(document) !== conforms(document, shape("Changes")) && !isLeftOut) wrong.push(place.join("."));
    }
    expect(wrong).toEqual([]);
  });
});
