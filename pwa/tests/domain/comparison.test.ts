import { describe, expect, test } from "vitest";
import { compared, earlierDay, noneOfTheRest, picked, scored, symptomsToShow, type Answered, type EarlierDay } from "../../src/domain/comparison";
import { emptyDocument, type Entry, type EntryDocument } from "../../src/domain/diary";
import type { Symptom } from "../../src/domain/vocabulary";

function entry(occurred_at: string, part: Partial<EntryDocument>): Entry {
  return { id: occurred_at, treatment_id: "t", occurred_at, document: { ...emptyDocument("UTC"), ...part }, revision: 1, edited: false };
}

const NOW = Date.parse("2026-11-21T20:00:00Z");
const ASKED: readonly Symptom[] = ["redness", "warmth", "swelling"];
const UNANSWERED: Answered = { comparison: null, scores: {}, signs: [], filled: [] };
const YESTERDAY: EarlierDay = { at: NOW - 24 * 3_600_000, scores: { redness: 2, swelling: 0, itching: 3 }, signs: [{ sign: "oozing", area: "chin" }] };

describe("the day to compare with", () => {
  const day = (...entries: readonly Entry[]): EarlierDay | undefined => earlierDay(entries, NOW, "Europe/Berlin");

  test("is none on the first check-in, and after entries that say nothing about the skin", () => {
    expect(day()).toBeUndefined();
    expect(day(entry("2026-11-20T10:00:00Z", { note: "Slept well.", acts: ["wash"] }))).toBeUndefined();
  });

  test("is the last one on which the skin was described, with its last score of each symptom", () => {
    const entries = [
      entry("2026-11-18T10:00:00Z", { scores: { warmth: 4 } }),
      entry("2026-11-19T08:00:00Z", { scores: { redness: 3, warmth: 2 } }),
      entry("2026-11-19T20:00:00Z", { scores: { redness: 1 } }),
      entry("2026-11-20T20:00:00Z", { note: "A note." }),
    ];
    expect(day(...entries)).toEqual({ at: Date.parse("2026-11-19T20:00:00Z"), scores: { redness: 1, warmth: 2 }, signs: [] });
  });

  test("begins at midnight on the phone's clock", () => {
    const late = entry("2026-11-18T22:30:00Z", { scores: { redness: 3 } }); // 23:30 in Berlin
    const after = entry("2026-11-18T23:30:00Z", { scores: { warmth: 1 } }); // 00:30 of the next day
    expect(day(late, after)?.scores).toEqual({ warmth: 1 });
  });

  test("holds the signs of the day that were not said to be gone on it or later", () => {
    const pustules = { sign: "pustules", area: "chin" } as const;
    const entries = [
      entry("2026-11-20T08:00:00Z", { signs: [pustules, { sign: "oozing", area: null }] }),
      entry("2026-11-20T12:00:00Z", { signs_gone: ["oozing"] }),
      entry("2026-11-20T20:00:00Z", { signs: [pustules] }),
    ];
    expect(day(...entries)?.signs).toEqual([pustules]);
    expect(day(...entries, entry("2026-11-21T08:00:00Z", { signs_gone: ["pustules"] }))?.signs).toEqual([]);
  });

  test("lies before the check-in, which may be back-dated", () => {
    const entries = [entry("2026-11-19T10:00:00Z", { scores: { redness: 3 } }), entry("2026-11-20T10:00:00Z", { scores: { redness: 1 } })];
    expect(earlierDay(entries, Date.parse("2026-11-20T09:00:00Z"), "UTC")?.scores).toEqual({ redness: 3 });
  });
});

describe("the rows", () => {
  const shown = (comparison: Answered["comparison"], hours = 80, day: EarlierDay | undefined = YESTERDAY): readonly Symptom[] =>
    symptomsToShow(comparison, { asked: ASKED, day, hours });

  test("are all that is asked on the first two days, and without a day to compare with", () => {
    expect(shown("calm", 47)).toEqual(ASKED);
    expect(symptomsToShow(null, { asked: ASKED, day: undefined, hours: 80 })).toEqual(ASKED);
  });

  test("are only those that can have changed, and those that were not answered", () => {
    expect(shown("better")).toEqual(["redness", "warmth"]);
    expect(shown("worse")).toEqual(["redness", "warmth", "swelling"]);
    expect(shown("worse", 80, { ...YESTERDAY, scores: { redness: 4 } })).toEqual(["warmth", "swelling"]);
  });

  test("are all that is asked when nothing can have changed that way", () => {
    expect(shown("better", 80, { ...YESTERDAY, scores: { redness: 0, warmth: 0, swelling: 0 } })).toEqual(ASKED);
  });

  test("are only those that were not answered when nothing has changed", () => {
    expect(shown("same")).toEqual(["warmth"]);
    expect(shown("same", 80, { ...YESTERDAY, scores: { redness: 2, warmth: 0, swelling: 0 } })).toEqual([]);
  });

  test("are none when all is calm, and when the question is skipped", () => {
    expect([shown("calm"), shown(null)]).toEqual([[], []]);
  });
});

describe("the comparison", () => {
  const given = (comparison: Answered["comparison"], before = UNANSWERED, day: EarlierDay | undefined = YESTERDAY): Answered =>
    compared(before, comparison, { asked: ASKED, day });

  test("same: fills in what the earlier day says of what is asked, and nothing else", () => {
    expect(given("same")).toEqual({
      comparison: "same",
      scores: { redness: 2, swelling: 0 }, // warmth had no answer, itching is not asked
      signs: [{ sign: "oozing", area: "chin" }],
      filled: ["redness", "swelling", "oozing"],
    });
  });

  test("all calm: 0 for what is asked, and nothing about signs", () => {
    expect(given("calm")).toMatchObject({ scores: { redness: 0, warmth: 0, swelling: 0 }, signs: [] });
  });

  test("better and worse fill in nothing", () => {
    expect([given("better").scores, given("worse").scores]).toEqual([{}, {}]);
  });

  test("without an earlier day, the same is nothing", () => {
    expect(compared(UNANSWERED, "same", { asked: ASKED, day: undefined })).toMatchObject({ scores: {}, signs: [], filled: [] });
  });

  test("leaves what the person answered", () => {
    const own = picked(scored(UNANSWERED, "redness", 3), [{ sign: "oozing", area: null }]);
    expect(given("calm", own).scores).toEqual({ redness: 3, warmth: 0, swelling: 0 });
    expect(given("same", own)).toMatchObject({ scores: { redness: 3, swelling: 0 }, signs: [{ sign: "oozing", area: null }] });
  });

  test("takes back what an earlier answer filled in, and only that", () => {
    const changed = scored(given("same"), "swelling", 1);
    expect(given("calm", changed).scores).toEqual({ redness: 0, warmth: 0, swelling: 1 });
    expect(given(null, changed)).toEqual({ comparison: null, scores: { swelling: 1 }, signs: [], filled: [] });
  });

  test("a sign that was filled in stays filled in until the person changes it", () => {
    const same = given("same");
    expect(picked(same, same.signs).filled).toContain("oozing");
    const moved = picked(same, [{ sign: "oozing", area: "nose" }]);
    expect(moved.filled).toEqual(["redness", "swelling"]);
    expect(given(null, moved).signs).toEqual([{ sign: "oozing", area: "nose" }]);
  });
});

test("a score can be taken back", () => {
  expect(scored(scored(UNANSWERED, "redness", 2), "redness", null)).toEqual(UNANSWERED);
});

test("none of the rest leaves the answers that are there", () => {
  const given = noneOfTheRest(scored(UNANSWERED, "redness", 3), ASKED);
  expect(given).toMatchObject({ scores: { redness: 3, warmth: 0, swelling: 0 }, filled: [] });
});
