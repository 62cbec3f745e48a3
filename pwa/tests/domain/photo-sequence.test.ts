import { describe, expect, it } from "vitest";
import type { Photo } from "../../src/domain/diary";
import { longestSeries, nearestHour, ofSameAngle, ofSameDay, seriesByAngle } from "../../src/domain/photo-sequence";
import { photo } from "../records";

const taken = (id: string, taken_at: string, part: Partial<Photo> = {}): Photo => ({ ...photo(id), taken_at, ...part });
const ids = (photos: readonly Photo[]): string => photos.map(({ id }) => id).join(" ");

const first = taken("first", "2026-11-18T12:00:00Z");
const left = taken("left", "2026-11-18T12:01:00Z", { angle: "left" });
const second = taken("second", "2026-11-19T22:30:00Z");
const third = taken("third", "2026-11-19T23:30:00Z"); // the next day in Berlin
const chin = taken("chin", "2026-11-19T12:00:00Z", { angle: "close-up", area: "chin" });
const cheeks = taken("cheeks", "2026-11-19T12:00:00Z", { angle: "close-up", area: "cheeks" });
const earlier = taken("earlier", "2026-10-18T12:00:00Z", { treatment_id: "earlier" });
const all = [third, chin, second, left, earlier, cheeks, first];

describe("photos that belong together", () => {
  it("are those of one treatment, angle and area, the oldest first", () => {
    expect(ids(ofSameAngle(all, second))).toBe("first second third");
    expect(ids(ofSameAngle(all, chin))).toBe("chin");
  });

  it("or those of one day where the person is", () => {
    expect(ids(ofSameDay(all, first, "Europe/Berlin"))).toBe("first left");
    expect(ids(ofSameDay(all, second, "Europe/Berlin"))).toBe("chin cheeks second");
    expect(ids(ofSameDay(all, second, "UTC"))).toBe("chin cheeks second third");
  });

  it("make one series per angle, of which one is the longest", () => {
    expect(seriesByAngle([...all.filter((each) => each !== earlier), taken("left0", "2026-11-18T11:00:00Z", { angle: "left" })]).map(ids)).toEqual(["first second third", "left0 left", "chin", "cheeks"]);
    expect(ids(longestSeries(all.slice(0, 3)) ?? [])).toBe("second third");
    expect(longestSeries([])).toBeUndefined();
  });
});

describe("the same hour after another treatment", () => {
  const treatedAt = "2026-11-18T10:00:00Z";

  it("is that of the nearest photo of the same angle, earlier or later", () => {
    expect(nearestHour(all, { angle: "front", area: null }, 3, treatedAt)).toEqual({ photo: first, hoursLater: -1 });
    expect(nearestHour(all, { angle: "front", area: null }, 36, treatedAt)).toEqual({ photo: second, hoursLater: 0.5 });
    expect(nearestHour(all, { angle: "left", area: null }, 40, treatedAt)?.photo).toBe(left);
  });

  it("is none without a photo of this angle", () => {
    expect(nearestHour(all, { angle: "right", area: null }, 3, treatedAt)).toBeUndefined();
  });
});
