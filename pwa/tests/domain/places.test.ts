// @vitest-environment jsdom
import { describe, expect, it, test } from "vitest";
import { areaOf, placeOf, showSame, whereOf, type Framed } from "../../src/domain/places";
import { AREAS, PLACES } from "../../src/domain/vocabulary";
import { loadMessages, setLanguage } from "../../src/i18n";
import { photoLabel, placeLabel } from "../../src/screens/photo-label";

describe("a place", () => {
  it.each([
    ["chin", "chin", undefined],
    ["nose", "nose", undefined],
    ["cheeks-left", "cheeks", "left"],
    ["eyes-right", "eyes", "right"],
    ["under-eye-left", "under-eye", "left"],
    ["jaw-left", "jaw", "left"],
    ["body-left-arm", "body", "left-arm"],
  ] as const)("%s is on its area", (place, area, where) => {
    expect([areaOf(place), whereOf(place)]).toEqual([area, where]);
  });

  it.each(PLACES)("%s begins with the name of an area", (place) => {
    expect(AREAS).toContain(areaOf(place));
    expect(`${place}-`.startsWith(`${areaOf(place)}-`)).toBe(true);
  });

  it.each(AREAS)("on %s cannot be mistaken for one on another area", (area) => {
    expect(AREAS.filter((other) => `${area}-`.startsWith(`${other}-`))).toEqual([area]);
  });

  it.each(["en", "de"])("has a name in %s, and no two have the same", async (language) => {
    await loadMessages("core", "patient");
    await setLanguage(language);
    const names = PLACES.map(placeLabel);
    expect(new Set(names).size).toBe(PLACES.length);
    expect(names.filter((name) => name.includes("common."))).toEqual([]);
  });
});

test("a photo is called by its place, or its area, or its side", async () => {
  await loadMessages("core", "patient");
  await setLanguage("en");
  expect(photoLabel({ angle: "close-up", area: "cheeks", place: "cheeks-left" })).toBe("Cheeks, left");
  expect(photoLabel({ angle: "close-up", area: "chin", place: "chin" })).toBe("Chin");
  expect(photoLabel({ angle: "close-up", area: "cheeks", place: null })).toBe("Cheeks");
  expect(photoLabel({ angle: "left", area: null })).toBe("Left side");
});

describe("two photos", () => {
  const closeUp = (place: Framed["place"], area: Framed["area"] = "cheeks"): Framed => ({ angle: "close-up", area, ...(place === undefined ? {} : { place }) });

  it.each<[string, Framed, Framed, boolean]>([
    ["of one place", closeUp("cheeks-left"), closeUp("cheeks-left"), true],
    ["of two places", closeUp("cheeks-left"), closeUp("cheeks-right"), false],
    ["of one area, one without a place", closeUp("cheeks-left"), closeUp(null), true],
    ["of one area, one stored by an earlier version", closeUp(undefined), closeUp("cheeks-left"), true],
    ["of two areas", closeUp(null), closeUp(null, "chin"), false],
    ["of two sides", { angle: "left", area: null }, { angle: "right", area: null }, false],
  ])("%s", (_, a, b, same) => {
    expect(showSame(a, b)).toBe(same);
  });

  it("stored by an earlier version have no place", () => {
    expect(placeOf({})).toBeNull();
  });
});
