// @vitest-environment jsdom
/** What is said of photos, and what is drawn, where something is missing. */
import "fake-indexeddb/auto";
import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Photo } from "../../src/domain/diary";
import Compare from "../../src/screens/patient/diary/compare";
import Gallery from "../../src/screens/patient/diary/gallery";
import { MapDrawing } from "../../src/ui/map/map-drawing";
import { VIEWS } from "../../src/ui/map/map-views";
import MarkEyes from "../../src/screens/patient/photos/mark-eyes";
import { dayAndHour, photoHours, sessionAndHour } from "../../src/screens/patient/photos/photo-words";
import { Thumbnails } from "../../src/screens/patient/photos/thumbnails";
import { BetweenTreatments } from "../../src/screens/patient/today/between";
import { now } from "../../src/state/clock";
import { clearPhone, completeBrowser, network, show, tap } from "./phone";
import { first, FOUR, NOW, phoneWith, second, taken } from "./photo-diary";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  now.value = NOW;
  completeBrowser();
  network({});
  history.replaceState(null, "", "/diary");
});
afterEach(async () => {
  await clearPhone();
  vi.useRealTimers();
});

describe("a photo that the clinic has taken before the session", () => {
  const baseline = taken("baseline", "2026-11-18T07:00:00Z", { entry_id: null });

  it("says so, and cannot be deleted by the patient", async () => {
    await phoneWith([...FOUR, baseline]);
    expect([dayAndHour(baseline), sessionAndHour(baseline)]).toEqual(["Taken at the clinic", "Session 2 · at the clinic"]);
    show(() => <Gallery treatment={second} />);
    tap((await screen.findByText("Taken at the clinic")).closest("button") as HTMLButtonElement);
    await screen.findByRole("dialog");
    expect(screen.queryByRole("button", { name: "Delete photo" })).toBeNull();
    expect(screen.getByRole("button", { name: "Compare" })).toBeTruthy();
  });
});

describe("a photo of a treatment that is not on this phone", () => {
  const lost = taken("lost", "2026-11-20T11:00:00Z", { treatment_id: "unknown" });

  it("is counted from hour 0 of the first session", async () => {
    await phoneWith([...FOUR, lost]);
    expect(photoHours(lost)).toBe(0);
    expect([dayAndHour(lost), sessionAndHour(lost)]).toEqual(["Day 0 · hour 0", "Session 1 · hour 0"]);
    const last = taken("last", "2026-11-20T11:00:00Z");
    expect([dayAndHour(last), sessionAndHour(last)]).toEqual(["Day 3", "Session 2 · day 3"]);
  });
});

describe("the neighbours of a photo on the whole screen", () => {
  it("that cannot be loaded are not announced, the photo itself is", async () => {
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    await phoneWith(FOUR);
    show(() => <Gallery treatment={second} />);
    tap((await screen.findByRole("img", { name: "Front, day 2" })).closest("button") as HTMLElement);
    await screen.findByRole("dialog", { name: "Front, day 2" });
    const slides = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>(".viewer__slide")];
    await waitFor(() => expect(slides().filter((slide) => slide.querySelector("img"))).toHaveLength(3));
    for (const slide of slides()) fireEvent.error(slide.querySelector("img") as HTMLElement);
    await waitFor(() => expect(document.querySelectorAll(".viewer__missing")).toHaveLength(3));
    const roles = slides().map((slide) => [slide.hasAttribute("inert"), slide.querySelector(".viewer__missing")?.getAttribute("role") ?? null]);
    expect(roles).toEqual([[true, null], [false, "status"], [true, null]]);
  });
});

describe("two earlier treatments", () => {
  it("are offered for comparison, the latest first", async () => {
    const middle = { ...first, id: "middle", number_in_series: 5, treated_at: "2026-11-04T10:00:00Z" };
    const of = (treatment_id: string, taken_at: string) => taken(`of-${treatment_id}`, taken_at, { treatment_id });
    await phoneWith([...FOUR, of("earlier", "2026-10-21T18:00:00Z"), of("middle", "2026-11-04T18:00:00Z")], [first, middle, second]);
    show(() => <Compare treatment={second} />);
    const list = await screen.findByLabelText<HTMLSelectElement>("Compare with");
    expect([...list.options].map(({ text }) => text)).toEqual(["This session (session 2)", "Session 5 · Nov 4, 2026", "Session 1 · Oct 21, 2026"]);
  });
});

describe("a strip of thumbnails", () => {
  const strip = (label: string) => <Thumbnails label={label} photos={FOUR} like={FOUR[0] as Photo} value="day2" onChange={() => undefined} />;
  const chosenAt = (left: number, width: number): void => {
    vi.spyOn(HTMLElement.prototype, "offsetLeft", "get").mockReturnValue(left);
    vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(80);
    vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(width);
  };

  it("scrolls to the chosen photo if it is outside, with the one before it in view", async () => {
    const scroll = vi.spyOn(Element.prototype, "scrollTo");
    await phoneWith(FOUR);
    chosenAt(500, 300);
    show(() => strip("Before"));
    await waitFor(() => expect(scroll).toHaveBeenCalledWith({ left: 420 }));
  });

  it("stays where it is if the chosen photo is in view", async () => {
    const scroll = vi.spyOn(Element.prototype, "scrollTo");
    await phoneWith(FOUR);
    chosenAt(100, 300);
    show(() => strip("Before"));
    await screen.findAllByRole("radio");
    expect(scroll).not.toHaveBeenCalled();
  });
});

describe("the weekly photo after the course", () => {
  it.each([
    ["is due if there is none", [], "Time for your weekly photo"],
    ["is not due a few hours after the last one", FOUR, "Weekly photo"],
  ])("%s", async (_, photos, title) => {
    await phoneWith(photos);
    show(() => <BetweenTreatments treatment={second} />);
    await screen.findByText(title);
  });
});

describe("marking the eyes", () => {
  const [day1 = taken("none", "")] = FOUR;
  const marks = (): readonly HTMLElement[] => screen.queryAllByRole("button", { name: /^Mark on the/ });
  const photo = async (): Promise<HTMLImageElement> => {
    await waitFor(() => expect(document.querySelector(".eyes__photo img")).not.toBeNull());
    return document.querySelector(".eyes__photo img") as HTMLImageElement;
  };
  const size = (image: HTMLImageElement, width: number, height: number): void => void Object.defineProperties(image, { naturalWidth: { configurable: true, value: width }, naturalHeight: { configurable: true, value: height } });

  it("does not begin before the photo is there, and keeps its marks if the photo loads again", async () => {
    await phoneWith(FOUR);
    show(() => <MarkEyes photo={day1} onClose={() => undefined} />);
    const image = await photo();
    fireEvent.pointerUp(image);
    expect(marks()).toEqual([]);
    size(image, 600, 800);
    fireEvent.load(image);
    const [left] = await screen.findAllByRole("button", { name: /^Mark on the/ });
    fireEvent.keyDown(left as HTMLElement, { key: "ArrowLeft" });
    const moved = (left as HTMLElement).style.left;
    size(image, 300, 800);
    fireEvent.load(image);
    expect(marks()[0]?.style.left).toBe(moved);
    expect((document.querySelector(".eyes__photo") as HTMLElement).style.getPropertyValue("--ratio")).toBe("0.375");
  });

  it("takes a photo without a size for one of 3 by 4", async () => {
    await phoneWith(FOUR);
    show(() => <MarkEyes photo={day1} onClose={() => undefined} />);
    const image = await photo();
    size(image, 0, 0);
    fireEvent.load(image);
    await screen.findAllByRole("button", { name: /^Mark on the/ });
    expect((document.querySelector(".eyes__photo") as HTMLElement).style.getPropertyValue("--ratio")).toBe("0.75");
  });
});

it("each view of the map of places has a drawing of its own, both hands mirrored", () => {
  const drawings = VIEWS.map((view) => {
    show(() => <MapDrawing view={view} />);
    const drawn = [...document.querySelectorAll(".map__drawing")].at(-1)?.innerHTML ?? "";
    expect(drawn).toContain("<path");
    return drawn;
  });
  expect(new Set(drawings).size).toBe(VIEWS.length);
  expect(drawings[VIEWS.indexOf("hands")]?.match(/<path/g)).toHaveLength(2);
});
