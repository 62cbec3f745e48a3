import { describe, expect, it } from "vitest";
import { emptyDocument, type Entry, type Photo } from "../../domain/diary";
import { keyPhotos, unlike } from "./review-photos";

function photo(id: string, taken_at: string, of: Partial<Photo> = {}): Photo {
  return {
    id, entry_id: id, treatment_id: "t", angle: "front", area: null, place: null, taken_at, clock_offset_ms: null, width: 1, height: 1, sharpness: 100, brightness: 120, eyes: null,
    sha256: "", revision: 1, ...of,
  };
}

function entry(id: string, redness: number): Entry {
  const document = { ...emptyDocument("UTC"), scores: { redness } };
  return { id, treatment_id: "t", occurred_at: "2026-11-18T09:00:00Z", document, revision: 1, edited: false };
}

describe("the key photos of a review", () => {
  const days = [photo("d1", "2026-11-18T09:00:00Z"), photo("d2", "2026-11-19T09:00:00Z"), photo("d3", "2026-11-20T09:00:00Z")];

  it("are the first, the strongest and the latest one of an angle", () => {
    const photos = keyPhotos([...days, photo("side", "2026-11-20T10:00:00Z", { angle: "left" })], [entry("d1", 2), entry("d2", 4), entry("d3", 0)]);
    expect([photos?.baseline.id, photos?.worst.id, photos?.latest.id]).toEqual(["d1", "d2", "d3"]);
  });

  it("begin with the clinic's own baseline photo, which is neither the strongest nor the latest beside others", () => {
    const baseline = photo("clinic", "2026-11-18T10:00:00Z", { entry_id: null });
    const photos = keyPhotos([...days, baseline], [entry("d1", 2), entry("d2", 4), entry("d3", 0)]);
    expect([photos?.baseline.id, photos?.worst.id, photos?.latest.id]).toEqual(["clinic", "d2", "d3"]);
    const alone = keyPhotos([baseline], []);
    expect([alone?.baseline.id, alone?.worst.id, alone?.latest.id]).toEqual(["clinic", "clinic", "clinic"]);
  });

  it("do not exist without photos", () => {
    expect(keyPhotos([], [])).toBeNull();
  });

  it("are marked when two cannot be compared", () => {
    const [first] = days;
    if (!first) throw new Error("no photo");
    expect(unlike(first, { ...first, brightness: 60 })).toEqual(["darker"]);
    expect(unlike(first, { ...first, sharpness: 20 })).toEqual(["blurred"]);
    expect(unlike(first, { ...first, brightness: 130 })).toEqual([]);
  });
});
