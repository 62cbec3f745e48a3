import { describe, expect, test } from "vitest";
import { assess } from "../../src/domain/assessment";
import { emptyDocument, isActive, type Entry, type EntryDocument } from "../../src/domain/diary";
import { knownAt } from "../../src/domain/known-at";
import { flagsNow, newest } from "../../src/domain/latest-entry";
import { reportedStates } from "../../src/domain/reported-states";
import { HOUR, hoursSince } from "../../src/domain/dates";
import { grant, timeline } from "../records";

const NOON = Date.parse("2026-11-20T12:00:00Z");

function entry(id: string, hours: number, part: Partial<EntryDocument>): Entry {
  const document = { ...emptyDocument("Europe/Berlin"), ...part };
  return { id, treatment_id: "treatment", occurred_at: new Date(NOON + hours * HOUR).toISOString(), document, revision: 1, edited: false };
}

describe("a practitioner can read the diary", () => {
  test("until the agreed end, which is exclusive", () => {
    const open = { ...grant("g"), ends_at: new Date(NOON).toISOString() };
    expect([isActive(open, NOON - 1), isActive(open, NOON)]).toEqual([true, false]);
  });

  test("never after the patient has closed the diary", () => {
    expect(isActive({ ...grant("g"), revoked_at: "2026-11-19T10:00:00Z" }, NOON)).toBe(false);
  });
});

test("a practitioner can read an entry once the server has it, and not before it was written", () => {
  const yesterday = entry("a", -24, {});
  expect(knownAt(yesterday)).toBe(NOON - 24 * HOUR);
  expect(knownAt({ ...yesterday, received_at: new Date(NOON).toISOString() })).toBe(NOON);
  expect(knownAt({ ...yesterday, received_at: new Date(NOON - 25 * HOUR).toISOString() })).toBe(NOON - 24 * HOUR);
  expect(knownAt({ ...yesterday, revision: 0 })).toBe(Infinity);
});

describe("how the skin is now", () => {
  test("is what the latest entry says: symptoms, signs, and soreness as tenderness", () => {
    const earlier = entry("a", -5, { scores: { itching: 3 } });
    const latest = entry("b", -1, { scores: { redness: 2, warmth: 0, tenderness: 1 }, signs: [{ sign: "pustules", area: "chin" }] });
    expect(flagsNow([latest, earlier], NOON)).toEqual({
      ...{ "now:redness": true, "now:warmth": false, "now:tenderness": true },
      ...{ "now:pustules": true, "now:sore": true },
    });
  });

  test("is unknown, not good, if nothing was reported", () => {
    expect(flagsNow([entry("a", -1, { scores: { redness: 0 } })], NOON)).toEqual({ "now:redness": false });
  });

  test("is unknown a day after the last entry, and before an entry dated ahead", () => {
    const sore = { scores: { tenderness: 2 } };
    expect(flagsNow([entry("a", -24, sore)], NOON)).toEqual({});
    expect(flagsNow([entry("a", 1, sore)], NOON)).toEqual({});
    expect(flagsNow([entry("a", -24 + 1 / 60, sore)], NOON)).toMatchObject({ "now:sore": true });
  });

  test("the newest of no entries is none", () => {
    expect(newest([])).toBeUndefined();
    expect(newest([entry("b", -1, {}), entry("a", -2, {})])?.id).toBe("b");
  });
});

describe("the reported states", () => {
  test("deny healed and calm skin while an entry says that the skin is not calm", () => {
    expect(reportedStates([entry("a", -2, { states: { healed: true, calm: false } })])).toEqual({ healed: false, calm: false });
  });

  test("count the last score of redness from the first entry that may confirm its end, even if that entry has no score", () => {
    const diary = [entry("a", -5, { scores: { redness: 0 } }), entry("b", -1, {})];
    expect(reportedStates(diary, { "gone(redness)": NOON - 2 * HOUR })).toEqual({ "gone(redness)": NOON - HOUR });
  });
});

describe("two entries of the same moment, from two phones, count in the order of their ids", () => {
  const [one, other] = [entry("a", 0, { states: { healed: true }, scores: { redness: 0 } }), entry("b", 0, { states: { healed: false }, scores: { redness: 1 } })];

  test("so that both phones say the same of the skin", () => {
    const states = { healed: false, "gone(redness)": false };
    expect([reportedStates([one, other]), reportedStates([other, one])]).toEqual([states, states]);
  });

  test("so that both phones report a sign at the same entry", () => {
    const seen = { signs: [{ sign: "pustules", area: "chin" } as const] };
    const twins = [entry("a", 0, seen), entry("b", 0, seen)];
    for (const diary of [twins, [...twins].reverse()]) {
      expect(assess(timeline(), diary).map((finding) => finding.entry_id)).toEqual(["a"]);
    }
  });
});

test("hours of healing never count backwards before the treatment", () => {
  expect([hoursSince("2026-11-20T10:30:00Z", NOON), hoursSince("2026-11-21T10:00:00Z", NOON)]).toEqual([1.5, 0]);
});
