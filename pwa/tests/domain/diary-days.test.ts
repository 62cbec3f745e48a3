import { describe, expect, it, test } from "vitest";
import { emptyDocument, type Entry, type EntryDocument, type Photo, type Reply } from "../../src/domain/diary";
import { dayOn, diaryDays, photosOn, rangeOf, strongest, type DiaryDay, type TreatmentDiary } from "../../src/domain/diary-days";
import type { Timeline } from "../../src/domain/timeline";
import { after, window } from "../components/made-up";
import { photo, reply, timeline } from "../records";

const berlin: Timeline = { ...timeline(), windows: [window("redness", "expect", { opens: after(0), closes: after(48) }), window("pustules", "call")] };

function entry(id: string, occurred_at: string, part: Partial<EntryDocument>, time_zone = "Europe/Berlin"): Entry {
  return { id, treatment_id: "treatment", occurred_at, document: { ...emptyDocument(time_zone), ...part }, revision: 1, edited: false, received_at: occurred_at };
}

const taken = (id: string, entry_id: string, part: Partial<Photo> = {}): Photo => ({ ...photo(id), entry_id, ...part });
const answered = (id: string, created_at: string): Reply => ({ ...reply(id), created_at });
const days = (diary: Partial<TreatmentDiary>): readonly DiaryDay[] => diaryDays({ entries: [], photos: [], replies: [], ...diary }, berlin, "Europe/Berlin");

describe("the days of a diary", () => {
  it("are the newest first, and each has its entries by time", () => {
    const entries = [entry("c", "2026-11-20T08:00:00Z", { note: "c" }), entry("b", "2026-11-18T20:00:00Z", { note: "b" }), entry("a", "2026-11-18T12:00:00Z", { note: "a" })];
    const shown = days({ entries }).map(({ date, day, entries: own }) => [date, day, own.map((each) => each.entry.id)]);
    expect(shown).toEqual([["2026-11-20", 3, ["c"]], ["2026-11-18", 1, ["a", "b"]]]);
  });

  it("are those of the place where the entry was written", () => {
    const late = { note: "late" };
    const entries = [entry("berlin", "2026-11-19T23:30:00Z", late), entry("lisbon", "2026-11-19T23:30:00Z", late, "Europe/Lisbon")];
    expect(days({ entries }).map(({ date }) => date)).toEqual(["2026-11-20", "2026-11-19"]);
  });

  it("have no entry whose only report was taken back, but one that has only a photo", () => {
    const entries = [entry("empty", "2026-11-18T12:00:00Z", {}), entry("photo", "2026-11-19T12:00:00Z", {})];
    const [day, ...others] = days({ entries, photos: [taken("p", "photo")] });
    expect([day?.entries.map((each) => [each.entry.id, each.photos.length]), others]).toEqual([[["photo", 1]], []]);
  });

  it("have the strongest score of each symptom", () => {
    const entries = [entry("a", "2026-11-18T12:00:00Z", { scores: { redness: 3, itching: 0 } }), entry("b", "2026-11-18T20:00:00Z", { scores: { redness: 2, swelling: 1 } })];
    expect(days({ entries })[0]?.scores).toEqual({ redness: 3, itching: 0, swelling: 1 });
  });

  it("are marked if they have a sign, or if they raised a finding", () => {
    const entries = [
      entry("calm", "2026-11-18T12:00:00Z", { scores: { redness: 2 } }),
      entry("sign", "2026-11-19T12:00:00Z", { signs: [{ sign: "fever", area: null }] }),
      entry("late", "2026-11-22T12:00:00Z", { scores: { redness: 2 } }),
    ];
    expect(days({ entries }).map(({ hasFinding }) => hasFinding)).toEqual([true, true, false]);
  });

  it("show the photos from the front first", () => {
    const entries = [entry("a", "2026-11-18T12:00:00Z", {}), entry("b", "2026-11-18T20:00:00Z", {})];
    const [day] = days({ entries, photos: [taken("1", "a", { angle: "left" }), taken("2", "b"), taken("3", "b", { angle: "right" })] });
    expect(day && photosOn(day).map(({ id }) => id)).toEqual(["2", "1", "3"]);
  });

  it("have the photos that the clinic took, by the time zone of the treatment, after those of the entries", () => {
    const clinics = [taken("c1", "", { entry_id: null, angle: "left", taken_at: "2026-11-17T23:30:00Z" }), taken("c2", "", { entry_id: null, taken_at: "2026-11-17T23:31:00Z" })];
    const [alone] = days({ photos: clinics });
    expect([alone?.date, alone?.day, alone?.entries, alone?.scores, alone?.hasFinding]).toEqual(["2026-11-18", 1, [], {}, false]);
    const [day] = days({ entries: [entry("a", "2026-11-18T12:00:00Z", {})], photos: [...clinics, taken("own", "a", { angle: "right" })] });
    expect(day && photosOn(day).map(({ id }) => id)).toEqual(["own", "c2", "c1"]);
  });

  it("count from the day of the treatment, as the sheet counts", () => {
    expect([dayOn("2026-11-18", berlin), dayOn("2026-11-20", { ...berlin, day_one: 0 }), dayOn("2026-11-17", berlin)]).toEqual([1, 2, 0]);
  });
});

describe("a reply", () => {
  const question = (id: string, at: string): Entry => entry(id, at, { question: "Why?" });

  it("to no question has a place on its own day, even if nothing else was written then", () => {
    const entries = [question("q", "2026-11-19T10:00:00Z")];
    const shown = days({ entries, replies: [answered("early", "2026-11-18T23:30:00Z"), answered("answer", "2026-11-20T12:00:00Z")] });
    expect(shown.map(({ date, replies, entries: own }) => [date, replies.map(({ id }) => id), own.flatMap((each) => each.replies.map(({ id }) => id))])).toEqual([["2026-11-19", ["early"], ["answer"]]]);
    expect(days({ replies: [answered("only", "2026-11-21T12:00:00Z")] }).map(({ date }) => date)).toEqual(["2026-11-21"]);
  });
});

test.each([
  [{}, null],
  [{ itching: 0 }, "itching 0"],
  [{ redness: 1, swelling: 3, itching: 3 }, "swelling 3"],
])("of %j the strongest is %s", (scores, expected) => {
  const most = strongest(scores);
  expect(most && `${most.symptom} ${most.score}`).toBe(expected);
});

describe("the range of days", () => {
  const some = days({ entries: [entry("a", "2026-11-19T12:00:00Z", { note: "a" })] });

  it("of the current treatment ends today", () => {
    expect(rangeOf(berlin, some, "2026-11-25", true)).toEqual({ from: "2026-11-18", until: "2026-11-25" });
    expect(rangeOf(berlin, [], "2026-11-18", true)).toEqual({ from: "2026-11-18", until: "2026-11-18" });
  });

  it("of an earlier one ends with its course, or with its last entry", () => {
    const later = days({ entries: [entry("a", "2026-11-29T12:00:00Z", { note: "a" })] });
    expect(rangeOf(berlin, some, "2027-01-01", false)).toEqual({ from: "2026-11-18", until: "2026-11-20" });
    expect(rangeOf(berlin, some, "2026-11-19", false).until).toBe("2026-11-19");
    expect(rangeOf(berlin, later, "2027-01-01", false).until).toBe("2026-11-29");
    expect(rangeOf({ ...berlin, windows: [] }, [], "2027-01-01", false)).toEqual({ from: "2026-11-18", until: "2026-11-18" });
  });

  it("begins with an entry that a wrong clock dated before the treatment, and reaches one that it dated in the future", () => {
    const odd = days({ entries: [entry("a", "2026-11-16T12:00:00Z", { note: "a" }), entry("b", "2026-11-27T12:00:00Z", { note: "b" })] });
    expect(rangeOf(berlin, odd, "2026-11-25", true)).toEqual({ from: "2026-11-16", until: "2026-11-27" });
    expect(rangeOf(berlin, [], "2026-11-10", true)).toEqual({ from: "2026-11-18", until: "2026-11-18" });
  });
});
